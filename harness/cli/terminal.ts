import { type ColorInfo, supportsColor } from 'chalk';
import { type Style, styleFor } from '../../reports/terminal/style.js';

/** Where it is shown how things go on: not where the JSON stands. */
export const screenStream = ({ json }: { json: boolean }): NodeJS.WriteStream =>
  json ? process.stderr : process.stdout;

export function print(text: string): void {
  process.stdout.write(text);
}

/** Colours, where they were not turned off and the stream shows them. */
export function styleOf(color: boolean, support: ColorInfo = supportsColor): Style {
  return styleFor(color && (process.env.NO_COLOR ?? '') === '' && support ? support.level : 0);
}

// A terminal whose size nobody has set, such as one of `docker run -t`, says 0.
export function columns(): number {
  return Math.min(process.stdout.columns || 100, 120);
}
