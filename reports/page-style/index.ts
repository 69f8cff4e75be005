import { colours } from './colours.js';
import { layout } from './layout.js';
import { sectionsStyle } from './sections.js';
import { timelineStyle } from './timeline.js';

/** The page's style sheet. In TypeScript, so that the compiler that builds the rest puts it where it is looked for. */
export const style = [colours, layout, timelineStyle, sectionsStyle].join('\n');
