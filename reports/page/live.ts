import { type LiveMessage, type LiveRun, withNews } from '../timeline/live-run.js';
import type { Page } from './page.js';

/** Shows a run as the server tells it. A page opened in the middle is told all that was so far, and so is one that lost touch. */
export function followLive(page: Page): void {
  const source = new EventSource('events');
  let run: LiveRun | null = null;
  let isOver = false;
  source.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data) as LiveMessage;
    isOver = message.kind === 'record' || message.kind === 'broken-off';
    switch (message.kind) {
      case 'waiting':
        page.show({ kind: 'waiting', reason: 'No run has begun yet. It will be shown here.' });
        return;
      case 'run':
        run = message.run;
        page.show({ kind: 'live', run });
        return;
      case 'news':
        if (run === null) return;
        run = withNews(run, message.news);
        page.show({ kind: 'live', run });
        return;
      case 'record':
        page.show({ kind: 'record', record: message.record });
        return;
      case 'broken-off':
        page.show({ kind: 'broken-off', reason: message.reason });
    }
  });
  source.addEventListener('error', () => {
    // Once the run is over nobody is there to ask again, and what is shown stays.
    if (isOver) source.close();
    else page.show({ kind: 'out-of-touch', reason: lostTouch });
  });
}

const lostTouch =
  'The run does not answer. This page asks again by itself; if the run is over, its record is where it was to be kept.';
