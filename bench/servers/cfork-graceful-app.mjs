/** The app with `graceful`, the companion of cfork by the same authors: after an uncaught error it answers what it was asked, and leaves. */

import { graceful } from 'graceful';
import './draining-app.mjs';
import { server } from './app.mjs';

graceful({ servers: [server] });
