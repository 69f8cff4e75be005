import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveWhole } from '../../harness/files.js';
import { chosen, runTool, type Tool } from '../../tools/command-line.js';
import { machineInWords } from '../machine.js';
import { documentOf } from './document.js';
import { nodeOf, type Version, versions } from './nodes.js';
import { type OneNode, parts, runPart } from './one-node.js';

const dataFile = join('trust', 'everywhere.json');
const page = join('docs', 'everywhere.md');

const read = (): OneNode[] => (existsSync(dataFile) ? (JSON.parse(readFileSync(dataFile, 'utf8')) as OneNode[]) : []);

const text = { type: 'string' } as const;
const everywhere = {
  usage: `npm run everywhere: the test suite and the catalogue on each version of Node that refork is for, and what differs
between them, into docs/everywhere.md.

  --node LIST    only these versions: ${versions.join(',')}
  --part LIST    only these parts: ${parts.join(', ')}

What came of each is kept in trust/everywhere.json, so that it can be done in parts.`,
  options: { node: text, part: text },
} satisfies Tool;

await runTool(everywhere, async (values, interruption) => {
  let failed = 0;
  for (const version of chosen('version', versions, values.node)) {
    const program = nodeOf(version);
    for (const part of chosen('part', parts, values.part)) {
      if (interruption.aborted) return 1;
      process.stdout.write(`Node ${version}: ${part}\n`);
      const came = await runPart(program, version, part);
      if ((came.tests ?? came.catalogue)?.ended) failed += 1;
      keep(version, came);
    }
  }
  saveWhole(page, documentOf(read(), machineInWords()));
  process.stdout.write(`Written: ${page}\n`);
  return failed === 0 ? 0 : 1;
});

/** What came of one part, beside what is known of the others. */
function keep(version: Version, came: Partial<OneNode>): void {
  const nodes = read();
  const before = nodes.find((node) => node.version === version);
  const after: OneNode = { ...before, version, at: new Date().toISOString(), ...came };
  const all = [...nodes.filter((node) => node !== before), after].sort((a, b) => Number(a.version) - Number(b.version));
  saveWhole(dataFile, `${JSON.stringify(all, null, 2)}\n`);
}
