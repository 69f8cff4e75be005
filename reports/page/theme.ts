/** The colours of the canvases, taken from the style sheet so that light, dark and print are decided in one place. */
export interface Theme {
  paper: string;
  ink: string;
  dim: string;
  rule: string;
  good: string;
  goodWash: string;
  bad: string;
  unsure: string;
  faultTint: string;
  outageTint: string;
  /** For the places of the cluster, see `slotColour`. */
  slots: readonly string[];
}

const slotColours = 6;

/** The colours that hold now. */
export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: colour('paper'),
    ink: colour('ink'),
    dim: colour('dim'),
    rule: colour('rule'),
    good: colour('good'),
    goodWash: colour('good-wash'),
    bad: colour('bad'),
    unsure: colour('unsure'),
    faultTint: colour('fault-tint'),
    outageTint: colour('outage-tint'),
    slots: Array.from({ length: slotColours }, (_, i) => colour(`slot-${i}`)),
  };
}

const mostColourful = 12;

/** The colour of a place among so many. Where there are many, colours would tell nothing, and all have the same. */
export const slotColour = ({ slots }: Theme, slot: number, of: number): string =>
  slots[of > mostColourful ? 0 : slot % slots.length] ?? '';

/** Calls back when the colours change: with the system's scheme, and around printing, which is always light. */
export function onThemeChange(changed: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  matchMedia('print').addEventListener('change', changed);
}
