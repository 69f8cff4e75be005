import { colours } from '../page-style/colours.js';

/** How a drawing looks, by the page's colours. */
const drawn = `
text { font: 12px system-ui, sans-serif; fill: var(--ink); }
.title { font-weight: 600; font-size: 15px; } .dim { fill: var(--dim); } .small { font-size: 11px; }
.name { text-anchor: end; } .tick { text-anchor: middle; fill: var(--dim); font-size: 11px; }
.paper { fill: var(--paper); } .fault { fill: var(--fault-tint); } .outage { fill: var(--outage-tint); }
.rule { stroke: var(--rule); } .gap { stroke: var(--bad); stroke-dasharray: 2 3; stroke-width: 2; }
.ceiling { stroke: var(--ink); stroke-dasharray: 5 4; } .cross { stroke: var(--ink); stroke-width: 2; }
.answered { fill: var(--good); fill-opacity: .45; } .lost { fill: var(--bad); }
.curve { fill: none; stroke-width: 1.75; } .pale { fill-opacity: .35; } .on { fill: var(--paper); font-size: 11px; }
${[0, 1, 2, 3, 4, 5].map((i) => `.slot-${i} { fill: var(--slot-${i}); stroke: none; } .curve.slot-${i} { fill: none; stroke: var(--slot-${i}); }`).join('\n')}
`;

/** Of a picture that stands by itself: in the page's colours, light and dark as the reader's system is. */
export const look = `${colours}${drawn}`.replaceAll(/\n\s*/g, '\n');

/** Of a chart in a page, which has the colours already. */
export const chartLook = `${drawn}
.chart { margin: 12px 0 0; overflow-x: auto; } .chart svg { display: block; width: 100%; min-width: 640px; height: auto; }
.pairs + .scroll { margin-top: 12px; } a { color: var(--link); }
`;
