import { Chalk, type ColorSupportLevel } from 'chalk';

/** How words are marked. Meaning never hangs on it: every mark has its word. */
export interface Style {
  good(text: string): string;
  bad(text: string): string;
  unsure(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

/** Colours as far as the terminal shows them; at level 0 every text stays as it is. */
export function styleFor(level: ColorSupportLevel): Style {
  const chalk = new Chalk({ level });
  return {
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    unsure: (text) => chalk.yellow(text),
    dim: (text) => chalk.dim(text),
    bold: (text) => chalk.bold(text),
  };
}

export const plain: Style = styleFor(0);
