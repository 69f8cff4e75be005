import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../harness/scenario.js';
import type { Seen, Study } from '../../harness/study/study.js';
import { aRecord } from '../a-record.js';

const text = readFileSync(new URL('../../docs/writing-a-scenario.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'refork-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const dist = (path: string): string => new URL(`../../dist/${path}`, import.meta.url).href;
/** Its blocks of code that have a name, as files beside each other that import the built package. */
const files = [...text.matchAll(/```js\n\/\/ (\S+\.js)\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => {
  const file = join(folder, name.replace(/\.js$/, '.mjs'));
  const imports = code
    .replace("'refork'", `'${dist('harness/index.js')}'`)
    .replace("'refork/faults'", `'${dist('fixtures/faults/index.js')}'`)
    .replace(/'\.\/([\w-]+)\.js'/g, "'./$1.mjs'");
  writeFileSync(file, imports);
  return name;
});
const load = <T>(name: string): Promise<T> => import(pathToFileURL(join(folder, name)).href);

describe('the guide to writing a scenario', () => {
  it('has a fault, a scenario, a call and a study', () => {
    expect(files).toEqual(['never-ends.js', 'never-ends-scenario.js', 'run-it.js', 'slower.js']);
  });

  it('has a scenario without a mistake, whose fault can be loaded into a worker', async () => {
    const { scenario } = await load<{ scenario: Scenario }>('never-ends-scenario.mjs');
    expect(scenario).toMatchObject({
      name: 'never-ends',
      fault: { name: 'never-ends', options: { everyRequests: 100 } },
    });
  });

  it('has a fault that leaves every hundredth answer open', async () => {
    const { neverEnds } = await load<{ neverEnds: { install(options: unknown, worker: unknown): void } }>(
      'never-ends.mjs',
    );
    let onRequest: (request: unknown, response: object) => void = () => {};
    neverEnds.install({ everyRequests: 100 }, { onRequest: (act: typeof onRequest) => (onRequest = act) });
    const own = () => {};
    const responses = Array.from({ length: 200 }, () => ({ end: own }));
    for (const response of responses) onRequest({}, response);
    expect(responses.flatMap(({ end }, i) => (end === own ? [] : i + 1))).toEqual([100, 200]);
  });

  it('has a study that concludes from its runs', async () => {
    const { slower } = await load<{ slower: Study }>('slower.mjs');
    expect(slower.steps({}).map(({ name }) => name)).toEqual(['workers-2', 'workers-4']);
    const run = (p50: number) => ({ step: '', idleCores: null, record: aRecord({ latencyMs: { p50 } }) });
    const found = (...runs: Seen['runs']) => slower.conclude({ runs, interviews: [], toils: [] }).findings[0]?.status;
    expect([found(run(12), run(9)), found(run(9), run(12)), found(run(0), run(0))]).toEqual([
      'pass',
      'fail',
      'inconclusive',
    ]);
  });
});
