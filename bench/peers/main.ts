import { join } from 'node:path';
import { saveWhole } from '../../harness/files.js';
import { chosen, runTool, type Tool } from '../../tools/command-line.js';
import { documentOf, inOneLine, type Result } from './document.js';
import { installFor } from './install.js';
import { peers } from './peers.js';
import { keepOutcome, keptOutcome, runCell } from './run-cell.js';
import { type Cell, cellsOf, stories } from './stories.js';

const bench = {
  usage: `npm run peers: puts refork's own fixture and other people's supervisors through the same stories, and writes docs/peers.md.

  --peer LIST      only these: ${peers.map(({ name }) => name).join(', ')}
  --scenario LIST  only these stories: ${stories.map(({ name }) => name).join(', ')}
  --resume         leaves out what was run before; without it all that is chosen is run again
  --short          two peers that need no install, one story, no document

What was run is kept in runs/peers, a folder a cell, so that the document can be put together in pieces.`,
  options: {
    peer: { type: 'string' },
    scenario: { type: 'string' },
    resume: { type: 'boolean' },
    short: { type: 'boolean' },
  },
} satisfies Tool;

const document = join('docs', 'peers.md');
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const folderOf = ({ peer, story }: Cell): string => join('runs', 'peers', peer.name, story.name);

await runTool(bench, async ({ peer, scenario, resume = false, short = false }, interruption) => {
  const chosenPeers = named('peer', peers, short ? 'refork,course-page' : peer);
  const cells = cellsOf(chosenPeers, named('story', stories, short ? 'crash' : scenario));
  let status = 0;
  installFor(chosenPeers, tell);
  for (const [i, cell] of cells.entries()) {
    const out = folderOf(cell);
    if (resume && keptOutcome(out) !== null) continue;
    const outcome = await runCell(cell, out, interruption);
    keepOutcome(out, outcome);
    // In short there is nothing that could be missing or hang but by a mistake of ours.
    if (short && outcome.kind !== 'ran') status = 1;
    tell(`${i + 1}/${cells.length} ${cell.story.name}: ${cell.peer.label}: ${inOneLine(outcome)}`);
  }
  if (!short) write();
  return status;
});

function named<Named extends { name: string }>(what: string, all: readonly Named[], given?: string): Named[] {
  const names = chosen(
    what,
    all.map(({ name }) => name),
    given,
  );
  return all.filter(({ name }) => names.includes(name));
}

/** With all cells there are, or not at all: a document that lost some would look like a whole one. */
function write(): void {
  const all = cellsOf(peers, stories);
  const results = all.flatMap((cell): Result[] => {
    const outcome = keptOutcome(folderOf(cell));
    return outcome === null ? [] : [{ cell, outcome }];
  });
  if (results.length < all.length) {
    const missing = all.length - results.length;
    tell(
      `Not written: ${document}. ${missing} of ${all.length} cells were never run in this folder: npm run peers -- --resume`,
    );
    return;
  }
  saveWhole(document, documentOf(results));
  tell(`Written: ${document}`);
}
