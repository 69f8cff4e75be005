/** The app as an entry that cluster-service's own loader can `require`. */

import('./app.mjs');
