import { colours } from '../page-style/colours.js';

/** The page's colours, light and dark as the reader's system is; of a picture in a document too. */
export const look = `${colours}
text { font: 12px system-ui, sans-serif; fill: var(--ink); }
.title { font-weight: 600; font-size: 15px; } .dim { fill: var(--dim); } .small { font-size: 11px; }
.name { text-anchor: end; } .tick { text-anchor: middle; fill: var(--dim); font-size: 11px; }
.paper { fill: var(--paper); } .fault { fill: var(--fault-tint); } .outage { fill: var(--outage-tint); }
.rule { stroke: var(--rule); } .gap { stroke: var(--bad); stroke-dasharray: 2 3; stroke-width: 2; }
.ceiling { stroke: var(--ink); stroke-dasharray: 5 4; } .cross { stroke: var(--ink); stroke-width: 2; }
.answered { fill: var(--good); fill-opacity: .45; } .lost { fill: var(--bad); }
.curve { fill: none; stroke-width: 1.75; } .pale { fill-opacity: .35; } .on { fill: var(--paper); font-size: 11px; }
${[0, 1, 2, 3, 4, 5].map((i) => `.slot-${i} { fill: var(--slot-${i}); stroke: none; } .curve.slot-${i} { fill: none; stroke: var(--slot-${i}); }`).join('\n')}
`.replaceAll(/\n\s*/g, '\n');
