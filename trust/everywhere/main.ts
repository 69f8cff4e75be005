/**
 * `npm run everywhere`: the test suite and the catalogue on each version of Node that refork is for, and what differs between
 * them, into docs/everywhere.md.
 *
 *   --node LIST    only these versions: 20,22
 *   --part LIST    only these parts: probe, tests, catalogue
 *
 * What came of each is kept in trust/everywhere.json, so that it can be done in parts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { saveWhole } from '../../harness/files.js';
import { UsageError } from '../../harness/usage-error.js';
import { machineInWords } from '../machine.js';
import { chosen } from '../words.js';
import { documentOf } from './document.js';
import { nodeOf, versions } from './nodes.js';
import { type OneNode, parts, runPart } from './one-node.js';

const dataFile = join('trust', 'everywhere.json');
const page = join('docs', 'everywhere.md');

const read = (): OneNode[] => (existsSync(dataFile) ? (JSON.parse(readFileSync(dataFile, 'utf8')) as OneNode[]) : []);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { node: { type: 'string' }, part: { type: 'string' } } });
  for (const version of chosen('version', versions, values.node)) {
    const program = nodeOf(version);
    for (const part of chosen('part', parts, values.part)) {
      process.stdout.write(`Node ${version}: ${part}\n`);
      const came = await runPart(program, part);
      const nodes = read();
      const before = nodes.find((node) => node.version === version);
      const after: OneNode = { ...before, version, at: new Date().toISOString(), ...came };
      const all = [...nodes.filter((node) => node !== before), after].sort(
        (a, b) => Number(a.version) - Number(b.version),
      );
      saveWhole(dataFile, `${JSON.stringify(all, null, 2)}\n`);
    }
  }
  saveWhole(page, documentOf(read(), machineInWords()));
  process.stdout.write(`Written: ${page}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
}
