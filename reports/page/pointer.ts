import type { Picture } from '../timeline/picture.js';
import { el } from './dom.js';
import { deathNear } from './lane-layout.js';
import type { Timeframe } from './timeframe.js';

const leastDrag = 6;

/** Pointing reads a moment, a click on a death opens its story, a drag looks closer, a double click shows the whole run. */
export function followPointer(
  stack: HTMLElement,
  lanes: HTMLCanvasElement,
  timeframe: Timeframe,
  picture: () => Picture | null,
): void {
  const selection = el('div', { class: 'selection', hidden: '' });
  stack.append(selection);
  let dragFromX: number | null = null;
  const xOf = (event: MouseEvent): number => event.clientX - stack.getBoundingClientRect().left;
  const isDrag = (x: number): boolean => dragFromX !== null && Math.abs(x - dragFromX) >= leastDrag;
  const deathUnder = (event: MouseEvent): number | null => {
    const shown = picture();
    if (shown === null) return null;
    const box = lanes.getBoundingClientRect();
    return deathNear(shown, timeframe, event.clientX - box.left, event.clientY - box.top);
  };

  stack.addEventListener('pointermove', (event) => {
    const x = xOf(event);
    timeframe.pointAt(timeframe.atX(x));
    stack.classList.toggle('on-death', deathUnder(event) !== null);
    selection.hidden = !isDrag(x);
    if (dragFromX === null) return;
    selection.style.left = `${Math.min(x, dragFromX)}px`;
    selection.style.width = `${Math.abs(x - dragFromX)}px`;
  });
  stack.addEventListener('pointerleave', ({ pointerType }) => {
    // A finger that was lifted still points, until another place is touched.
    if (pointerType === 'mouse') timeframe.pointAt(null);
  });
  document.addEventListener('pointerdown', ({ pointerType, target }) => {
    if (pointerType !== 'mouse' && !(target instanceof Node && stack.contains(target))) timeframe.pointAt(null);
  });
  stack.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse') timeframe.pointAt(timeframe.atX(xOf(event)));
    else if (event.button === 0) dragFromX = xOf(event);
  });
  window.addEventListener('pointerup', (event) => {
    const x = xOf(event);
    if (dragFromX !== null && isDrag(x)) {
      timeframe.zoom(timeframe.nearestTo(Math.min(x, dragFromX)), timeframe.nearestTo(Math.max(x, dragFromX)));
    }
    dragFromX = null;
    selection.hidden = true;
  });
  stack.addEventListener('click', (event) => {
    const worker = deathUnder(event);
    if (worker !== null) timeframe.select(worker);
  });
  stack.addEventListener('dblclick', () => timeframe.showAll());
}
