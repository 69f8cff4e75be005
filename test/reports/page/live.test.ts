import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../../dist/reports/html.js';
import { type LiveTelling, serveLive } from '../../../dist/reports/live/serve.js';
import { SeriesBuilder } from '../../../harness/history/series.js';
import { aRecord } from '../../a-record.js';
import { isSkipped, launchChromium, openWindow, screenshotPath } from './chromium.js';

const scenario = { name: 'leak', story: 'Workers leak.', enforce: 'harness' } as const;
const port = 4000;

/** A run of two workers, told as the harness tells it. */
class SimulatedRun {
  readonly #telling: LiveTelling;
  readonly #series = new SeriesBuilder();

  constructor(telling: LiveTelling) {
    this.#telling = telling;
  }

  starts(): void {
    this.#telling.event({ atMs: 0, kind: 'run-started', scenario: 'leak' });
    this.#telling.event({ atMs: 5, kind: 'target-launched', pid: 4100, command: 'node server.js', port });
    for (const worker of [1, 2]) this.comes(worker, 10 + worker);
    this.#telling.event({ atMs: 200, kind: 'load-started' });
    this.reaches(1000);
  }

  comes(worker: number, atMs: number): void {
    this.#telling.event({ atMs, kind: 'worker-forked', worker, pid: 4100 + worker });
    const listening = { worker, pid: 4100 + worker, address: null, port };
    this.#telling.event({ atMs: atMs + 70, kind: 'worker-listening', ...listening });
  }

  dies(worker: number, atMs: number): void {
    this.#telling.event({ atMs, kind: 'worker-exited', worker, pid: 4100 + worker, exitCode: 1, signal: null });
  }

  /** The moment until which all was sampled, with so many workers listening from then on. */
  reaches(atMs: number, listening = 2): void {
    this.#series.listening(atMs, listening);
    this.#telling.progress({
      ...{
        atMs,
        elapsedMs: atMs - 200,
        durationMs: 10_000,
        phase: 'steady',
        ceilingBytes: 110e6,
        answered: 1234,
        lost: 3,
      },
      series: (first) => this.#series.build(atMs, first),
    });
  }
}

describe.skipIf(isSkipped)('the live page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it('shows a worker die and its replacement serve, survives a reload, and becomes the report', async () => {
    await using live = await serveLive();
    await using window = await openWindow(browser);
    const { page } = window;
    const header = page.locator('header');
    const serving = (words: string): Promise<void> => header.getByText(words, { exact: true }).waitFor();
    await page.goto(live.url);
    await header.getByText('No run has begun yet.').waitFor();

    const telling = live.begin(scenario);
    const run = new SimulatedRun(telling);
    run.starts();
    await header.getByRole('heading', { name: 'Running' }).waitFor();
    await serving('2 of 2');
    expect(await header.innerText()).toMatch(/1,234\s+requests answered/);

    run.dies(1, 1500);
    run.reaches(1600, 1);
    await serving('1 of 2');
    const row = page.locator('#deaths tbody tr');
    await row.getByText('never', { exact: true }).waitFor();
    await page.locator('.readout').getByText('1 place held by nobody').waitFor();

    run.comes(3, 1700);
    run.reaches(1800);
    await serving('2 of 2');
    await row.getByText('270 ms', { exact: true }).waitFor();
    await row.getByText('worker 3', { exact: true }).waitFor();
    expect(await page.locator('.readout').innerText()).toMatch(/worker 3\s+serves/);
    await page.screenshot({ path: screenshotPath('live'), fullPage: true });

    await page.reload();
    await serving('2 of 2');
    await row.getByText('270 ms', { exact: true }).waitFor();
    await row.getByRole('button').click();
    await page.locator('.story-card').getByText('Death 1 of 1').waitFor();

    const record = aRecord();
    telling.finish(record);
    await header.getByRole('heading', { name: 'Passed' }).waitFor();
    expect(await page.locator('#checks li').count()).toBe(record.checks.length);
    await live.close();

    await page.getByRole('button', { name: 'Worker 2: show its story' }).click();
    await page.locator('.story-card').getByRole('heading', { name: 'Worker 2' }).waitFor();
    expect(await header.innerText()).toContain('Passed');
    expect(window.complaints).toEqual([]);
    expect(new Set(window.asked)).toEqual(new Set([live.url, `${live.url}events`]));

    await using report = await openWindow(browser);
    await report.page.setContent(html(record));
    await report.page.getByRole('button', { name: 'Worker 2: show its story' }).click();
    for (const part of ['header', '#checks', '#deaths', '#requests', '#settings', '.story-card']) {
      expect(await page.locator(part).innerText()).toBe(await report.page.locator(part).innerText());
    }
  });

  it('follows one run after the other, and forgets what was looked at in the first', async () => {
    await using live = await serveLive();
    await using window = await openWindow(browser);
    const { page } = window;
    await page.goto(live.url);
    const telling = live.begin(scenario);
    telling.finish(aRecord());
    await page.locator('.story-card').getByRole('heading', { name: 'Worker 4' }).waitFor();
    const run = new SimulatedRun(live.begin({ ...scenario, name: 'crash' }));
    run.starts();
    run.comes(3, 1010);
    run.comes(4, 1020);
    run.dies(4, 1500);
    run.reaches(1600);
    await page.locator('#deaths').getByRole('button', { name: 'Worker 4: show its story' }).waitFor();
    await page.locator('.story-card').waitFor({ state: 'hidden' });
    expect(await page.locator('#checks').count()).toBe(0);
    expect(window.complaints).toEqual([]);
  });

  it('says so when a run breaks off', async () => {
    await using live = await serveLive();
    await using window = await openWindow(browser);
    await window.page.goto(live.url);
    live.begin(scenario).breakOff('The target did not start.');
    await window.page.getByRole('heading', { name: 'Broken off' }).waitFor();
    await window.page.getByText('The target did not start.').waitFor();
  });

  it('says so when the run does not answer any more', async () => {
    await using live = await serveLive();
    await using window = await openWindow(browser);
    await window.page.goto(live.url);
    new SimulatedRun(live.begin(scenario)).starts();
    await window.page.getByRole('heading', { name: 'Running' }).waitFor();
    await live.close();
    await window.page.getByRole('heading', { name: 'Out of touch' }).waitFor();
  });
});
