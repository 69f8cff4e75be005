import type { Picture } from '../timeline/picture.js';
import { gapsOf } from '../timeline/slots.js';
import { el } from './dom.js';

/** A sign of a plot: the class of its swatch, and what it means. */
export type Sign = readonly [swatch: string, words: string];

export const signEntry = ([swatch, words]: Sign): HTMLElement =>
  el('span', { class: 'entry' }, el('i', { class: `swatch ${swatch}`, 'aria-hidden': 'true' }), words);

/** The signs of the lanes: only what there is to see. */
export function laneSigns({ deaths, slots, knownUntilMs }: Picture): Sign[] {
  const causes = new Set(deaths.map(({ cause }) => cause));
  const isVacant = slots.some((slot) => gapsOf(slot, knownUntilMs).length > 0);
  const vacancy: Sign[] = isVacant ? [['bar-vacant', 'nobody']] : [];
  return [
    ['bar-booting', 'boots'],
    ['bar-serving', 'serves'],
    ['bar-draining', 'drains'],
    ...vacancy,
    ...deathSigns.flatMap(([cause, sign]) => (causes.has(cause) ? [sign] : [])),
  ];
}

const deathSigns = [
  ['ceiling', ['mark-ceiling', 'sent away at the ceiling']],
  ['fault', ['mark-fault', 'ended by the fault']],
  ['forced', ['mark-forced', 'had to be killed']],
  ['unknown', ['mark-unknown', 'died, why is unknown']],
] as const;
