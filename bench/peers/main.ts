/**
 * `npm run peers`: puts refork's own fixture and other people's supervisors through the same stories, and writes docs/peers.md.
 *
 *   --peer A,B       only these
 *   --scenario A,B   only these stories
 *   --resume         leaves out what was run before; without it all that is chosen is run again
 *   --short          two peers that need no install, one story, no document
 *
 * What was run is kept in runs/peers, a folder a cell, so that the document can be put together in pieces.
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { untilInterrupted } from '../../harness/cli/interruption.js';
import { unknownName } from '../../harness/did-you-mean.js';
import { saveWhole } from '../../harness/files.js';
import { documentOf, inOneLine, type Result } from './document.js';
import { installFor } from './install.js';
import { peers } from './peers.js';
import { keepOutcome, keptOutcome, runCell } from './run-cell.js';
import { type Cell, cellsOf, stories } from './stories.js';

const { values } = parseArgs({
  options: {
    peer: { type: 'string' },
    scenario: { type: 'string' },
    resume: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
  },
});

const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const folderOf = ({ peer, story }: Cell): string => join('runs', 'peers', peer.name, story.name);

function chosen<Named extends { name: string }>(
  what: string,
  all: readonly Named[],
  given: string | undefined,
): readonly Named[] {
  const names = given?.split(',') ?? all.map(({ name }) => name);
  for (const name of names) {
    if (all.some((each) => each.name === name)) continue;
    process.stderr.write(
      `${unknownName(
        what,
        name,
        all.map((each) => each.name),
      )}\n`,
    );
    process.exit(3);
  }
  return all.filter(({ name }) => names.includes(name));
}

const chosenPeers = chosen('peer', peers, values.short ? 'refork,course-page' : values.peer);
const chosenStories = chosen('story', stories, values.short ? 'crash' : values.scenario);
const cells = cellsOf(chosenPeers, chosenStories);
const interruption = untilInterrupted();

installFor(chosenPeers, tell);
for (const [i, cell] of cells.entries()) {
  if (interruption.aborted) break;
  const out = folderOf(cell);
  if (values.resume && keptOutcome(out) !== null) continue;
  const outcome = await runCell(cell, out, interruption);
  keepOutcome(out, outcome);
  // In short there is nothing that could be missing or hang but by a mistake of ours.
  if (values.short && outcome.kind !== 'ran') process.exitCode = 1;
  tell(`${i + 1}/${cells.length} ${cell.story.name}: ${cell.peer.label}: ${inOneLine(outcome)}`);
}

if (!values.short && !interruption.aborted) {
  const results = cellsOf(peers, stories).flatMap((cell): Result[] => {
    const outcome = keptOutcome(folderOf(cell));
    return outcome === null ? [] : [{ cell, outcome }];
  });
  saveWhole(join('docs', 'peers.md'), documentOf(results));
  tell('Written: docs/peers.md');
}
