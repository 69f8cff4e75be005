import type { RunRecord } from '../../harness/record.js';
import { el } from './dom.js';
import { followLive } from './live.js';
import { Page } from './page.js';

const root = document.querySelector('main');
const data = document.querySelector('#record');
if (root === null) throw new Error('There is no <main> to show the run in.');
try {
  const page = new Page(root);
  if (data === null) followLive(page);
  else page.show({ kind: 'record', record: JSON.parse(data.textContent ?? '') as RunRecord });
} catch (error) {
  root.append(el('p', { class: 'bad' }, `This run cannot be shown: ${String(error)}`));
  throw error;
}
