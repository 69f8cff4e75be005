import type { Picture } from '../timeline/picture.js';
import type { Timeframe } from './timeframe.js';

/** Moves the moment, goes from death to death, opens a story and looks closer from the keyboard. */
export function followKeys(stack: HTMLElement, timeframe: Timeframe, picture: () => Picture | null): void {
  stack.addEventListener('keydown', (event) => {
    const shown = picture();
    if (shown === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actionFor(event, timeframe, shown);
    if (act === null) return;
    event.preventDefault();
    act();
  });
}

function actionFor({ key, shiftKey }: KeyboardEvent, timeframe: Timeframe, picture: Picture): (() => void) | null {
  const { fromMs, untilMs, momentMs } = timeframe;
  const atMs = momentMs ?? fromMs;
  const stepMs = ((untilMs - fromMs) / 200) * (shiftKey ? 10 : 1);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return () => timeframe.pointAt(atMs + stepMs);
    case 'ArrowLeft':
    case 'ArrowDown':
      return () => timeframe.pointAt(atMs - stepMs);
    case 'Home':
      return () => timeframe.pointAt(fromMs);
    case 'End':
      return () => timeframe.pointAt(untilMs);
    case 'PageDown':
      return () => goTo(timeframe, picture, (exitMs) => exitMs > atMs, 'first');
    case 'PageUp':
      return () => goTo(timeframe, picture, (exitMs) => exitMs < atMs, 'last');
    case 'Enter':
    case ' ':
      return () => selectNearest(timeframe, picture, atMs);
    case '+':
    case '=':
      return () => timeframe.zoom(atMs - (untilMs - fromMs) / 4, atMs + (untilMs - fromMs) / 4);
    case '-':
      return () => timeframe.zoom(atMs - (untilMs - fromMs), atMs + (untilMs - fromMs));
    case 'Escape':
      return () => {
        timeframe.showAll();
        timeframe.pointAt(null);
      };
    default:
      return null;
  }
}

function goTo(
  timeframe: Timeframe,
  { deaths }: Picture,
  isWanted: (exitMs: number) => boolean,
  which: 'first' | 'last',
): void {
  const wanted = deaths.filter(({ atMs }) => isWanted(atMs.exit));
  const death = which === 'first' ? wanted[0] : wanted.at(-1);
  if (death !== undefined) timeframe.pointAt(death.atMs.exit);
}

function selectNearest(timeframe: Timeframe, { deaths }: Picture, atMs: number): void {
  const [nearest] = deaths.toSorted((a, b) => Math.abs(a.atMs.exit - atMs) - Math.abs(b.atMs.exit - atMs));
  if (nearest !== undefined) timeframe.select(nearest.worker);
}
