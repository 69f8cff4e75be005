import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../../dist/reports/html.js';
import type { CheckResult, RunRecord } from '../../../harness/record.js';
import { aDeath, aDeathWithoutRefork, aRecord } from '../../a-record.js';
import { aLongRun } from '../a-long-run.js';
import { isSkipped, launchChromium, openWindow, screenshotPath, type Window } from './chromium.js';

/** The page's geometry, to point at a moment: the room at both ends of its time axis. */
const gutter = 52;
const margin = 14;
/** When the target of `aRecord` was told to stop: the end of the axis. */
const endMs = 10_300;

describe.skipIf(isSkipped)('report.html', () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'refork-page-'));

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await browser?.close();
  });

  async function open(record: RunRecord, options: Parameters<Browser['newContext']>[0] = {}): Promise<Window> {
    const file = join(folder, 'report.html');
    writeFileSync(file, html(record));
    const window = await openWindow(browser, options);
    await window.page.goto(pathToFileURL(file).href);
    return window;
  }

  /** Where a moment stands in the window, and how high a lane is. */
  async function placeOf(page: Page, atMs: number, lane = 0): Promise<{ x: number; y: number }> {
    const lanes = page.locator('canvas.lanes');
    await lanes.scrollIntoViewIfNeeded();
    const box = await lanes.boundingBox();
    if (box === null) throw new Error('The lanes are not on the page.');
    return { x: box.x + gutter + (atMs / endMs) * (box.width - gutter - margin), y: box.y + (lane + 0.5) * 30 };
  }

  /** The colour of the lanes' canvas at a moment, as `r,g,b`. */
  const colourAt = (page: Page, atMs: number, lane: number): Promise<string> =>
    page.evaluate(`(() => {
      const canvas = document.querySelector('canvas.lanes');
      const x = ${gutter} + (${atMs} / ${endMs}) * (canvas.clientWidth - ${gutter + margin});
      const [r, g, b, a] = canvas.getContext('2d').getImageData(x, ${lane * 30 + 7}, 1, 1).data;
      return a === 0 ? 'nothing' : [r, g, b].join();
    })()`);

  it('opens from disk without a word on the console, and asks for nothing but itself', async () => {
    await using window = await open(aRecord());
    await window.page.getByRole('heading', { level: 1, name: 'Passed' }).waitFor();
    expect(window.complaints).toEqual([]);
    expect(window.asked).toEqual([pathToFileURL(join(folder, 'report.html')).href]);
  });

  it('says how the run ended, in words, and why', async () => {
    const failed: CheckResult = {
      ...{ name: 'refork', limits: { withinMs: 1000 }, status: 'fail', observed: null, limit: 1000, unit: 'ms' },
      summary: '1 death was never answered.',
    };
    const record = aRecord({ verdict: 'fail', deaths: [aDeathWithoutRefork()], checks: [failed] });
    await using window = await open(record);
    const header = window.page.locator('header');
    await header.getByRole('heading', { name: 'Failed' }).waitFor();
    expect(await header.innerText()).toContain('1 of 1 check failed (refork). 1 death was never answered.');
    expect(await header.innerText()).toMatch(/1\s+never replaced/);
    expect(await window.page.locator('#checks li').innerText()).toMatch(
      /✗ failed\s+refork\s+1 death was never answered/,
    );
  });

  it('says of a control that it failed as it should', async () => {
    const failed = { ...aRecord().checks[0], name: 'refork', status: 'fail', summary: 'No refork came.' } as const;
    const record = aRecord({
      verdict: 'fail',
      checks: [{ limits: {}, observed: null, limit: null, unit: '', ...failed }],
      expectation: { fails: 'refork', consequences: ['capacity'] },
    });
    await using window = await open(record);
    expect(await window.page.locator('header').innerText()).toMatch(
      /Failed, as it should\s+refork failed, as it should/,
    );
  });

  it('draws a lane for each place, in a colour of its own, from the first fork on', async () => {
    await using window = await open(aRecord(), { colorScheme: 'light' });
    const { page } = window;
    expect(await colourAt(page, 40, 0)).toBe('nothing');
    expect(await colourAt(page, 2500, 0)).toBe('0,114,178');
    expect(await colourAt(page, 2500, 1)).toBe('0,121,90');
    expect(await colourAt(page, 5000, 0)).toBe('0,114,178');
  });

  it('draws a place that nobody holds as vacant', async () => {
    const { events } = aRecord();
    const exit = { atMs: 3000, kind: 'worker-exited', worker: 1, pid: 4101, exitCode: 1, signal: null } as const;
    const stop = { atMs: endMs, kind: 'stop-requested', signal: 'SIGTERM' } as const;
    const death = aDeathWithoutRefork({ worker: 1, atMs: { exit: 3000 } });
    await using window = await open(
      aRecord({ deaths: [death], events: [...events.filter(({ atMs }) => atMs < 3000), exit, stop] }),
    );
    expect(await colourAt(window.page, 6000, 0)).toBe('nothing');
    expect(await window.page.locator('.stack .legend').first().innerText()).toContain('nobody');
  });

  it('lists every death, and opens the story of the one that is clicked', async () => {
    await using window = await open(aRecord());
    const { page } = window;
    expect(await page.locator('#deaths tbody tr').count()).toBe(4);
    await page.getByRole('button', { name: 'Worker 3: show its story' }).click();
    const story = page.locator('.story-card');
    await story.getByRole('heading', { name: 'Worker 3' }).waitFor();
    expect(await story.innerText()).toMatch(/Death 3 of 4/);
    const steps = await story.locator('.steps li').allInnerTexts();
    expect(steps.map((step) => step.replace(/\s+/g, ' '))).toEqual([
      'worker 3 crosses the ceiling 6.00 s −60 ms',
      'worker 3 is told to go 6.00 s −59 ms',
      'worker 5 is forked 6.00 s −56 ms',
      'worker 3 exits with code 0 6.06 s exit',
      'worker 5 listens 6.08 s +15 ms',
      'worker 5 gives its first answer 6.08 s +18 ms',
    ]);
  });

  it('opens the story of a death that is clicked in its lane', async () => {
    await using window = await open(aRecord());
    const { page } = window;
    const { x, y } = await placeOf(page, 3400, 1);
    await page.mouse.click(x, y);
    await page.locator('.story-card').getByRole('heading', { name: 'Worker 2' }).waitFor();
  });

  it('reads the moment that is pointed at, and stops when the pointer leaves', async () => {
    const { series } = aRecord();
    await using window = await open(aRecord({ series: { ...series, lost: series.lost.with(50, 9) } }));
    const { page } = window;
    const { x, y } = await placeOf(page, 5050);
    await page.mouse.move(x, y);
    const readout = page.locator('.readout');
    expect(await readout.innerText()).toMatch(/^5\.0\d s the fault is on/);
    expect(await readout.innerText()).toMatch(/worker 3\s+serves/);
    expect(await readout.innerText()).toMatch(/lost\s+9/);
    expect(await readout.innerText()).toMatch(/probes\s+5 of 5 answered/);
    await page.mouse.move(2, 2);
    await readout.getByText('Point at the timeline').waitFor();
  });

  it('keeps the moment that a finger points at in sight, until another place is touched', async () => {
    await using window = await open(aRecord(), { viewport: { width: 390, height: 844 }, hasTouch: true });
    const { page } = window;
    const { x, y } = await placeOf(page, 5050);
    await page.touchscreen.tap(x, y);
    const readout = page.locator('.readout');
    await readout.getByText('the fault is on').waitFor();
    const box = await readout.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(844);
    await page.locator('h1').tap();
    await readout.getByText('Point at the timeline').waitFor();
  });

  it('is worked from the keyboard: moments, deaths, their stories', async () => {
    await using window = await open(aRecord());
    const { page } = window;
    const timeline = page.getByRole('slider');
    await timeline.focus();
    await page.keyboard.press('PageDown');
    expect(await timeline.getAttribute('aria-valuenow')).toBe('3060');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    expect(await timeline.getAttribute('aria-valuenow')).toBe('3400');
    await page.keyboard.press('Enter');
    await page.locator('.story-card').getByRole('heading', { name: 'Worker 2' }).waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await timeline.getAttribute('aria-valuetext')).toMatch(/^3\.45 s, the fault is on: 2 workers serving/);
    const row = page.getByRole('button', { name: 'Worker 1: show its story' });
    for (const key of ['Enter', 'Space']) {
      await page.keyboard.press('Escape');
      await row.focus();
      await page.keyboard.press(key);
      await page.locator('.story-card').getByRole('heading', { name: 'Worker 1' }).waitFor();
      await page.getByRole('button', { name: 'Later ›' }).click();
      await page.locator('.story-card').getByRole('heading', { name: 'Worker 2' }).waitFor();
    }
  });

  it('looks closer where it is dragged over, and shows the whole run again', async () => {
    await using window = await open(aRecord());
    const { page } = window;
    const from = await placeOf(page, 3000);
    const until = await placeOf(page, 4000);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(until.x, until.y);
    await page.mouse.up();
    const whole = page.getByRole('button', { name: 'Show the whole run' });
    await whole.waitFor();
    const timeline = page.getByRole('slider');
    await timeline.focus();
    await page.keyboard.press('Home');
    expect(Number(await timeline.getAttribute('aria-valuenow'))).toBeCloseTo(3000, -2);
    await whole.click();
    await whole.waitFor({ state: 'hidden' });
  });

  it('writes the ledger out as a sum, with what autocannon said beside it', async () => {
    await using window = await open(aRecord({ ledger: { lost: 31, unattributed: 2, autocannonErrors: 5 } }));
    const requests = await window.page.locator('#requests').innerText();
    const terms = await window.page.locator('.identity li').all();
    const parts = await Promise.all(terms.map((term) => term.locator('.operator, b, .name').allInnerTexts()));
    const sum = parts.map((each) => each.join(' ').trim());
    expect(sum).toEqual([
      ...['20,051 sent', '= 20,000 answered 2xx', '+ 0 answered otherwise', '+ 31 lost', '+ 0 timed out'],
      ...['+ 12 superseded', '+ 8 in flight'],
    ]);
    expect(requests).toMatch(/autocannon's own errors\s+5/);
    expect(requests).toContain('31, of which 2 are explained by no death');
    expect(requests).toContain('the oldest had waited 14 ms');
  });

  it('says so when the ledger does not add up', async () => {
    await using window = await open(aRecord({ ledger: { sent: 20_023 } }));
    const requests = await window.page.locator('#requests').innerText();
    expect(requests).toContain('The sum is wrong by 3, so this run cannot be trusted.');
    expect(requests).toContain('≠');
  });

  it('gives the command that repeats the run, the settings and the environment', async () => {
    await using window = await open(aRecord());
    const settings = await window.page.locator('#settings').innerText();
    expect(settings).toContain('npx refork leak --workers 2');
    expect(settings).toMatch(/Ceiling\s+115 MB, enforced by the harness/);
    expect(settings).toMatch(/Node\s+v20\.20\.2/);
  });

  it('shows what a hostile target wrote as text, and runs none of it', async () => {
    const evil = '</script><script>console.error("ran")</script><img src=x onerror=console.error("ran")>';
    const record = aRecord({
      ...{ stderr: [evil, '\u202egnp.exe'], notes: [evil], story: evil, scenario: evil },
      settings: { target: evil, fault: { name: evil, options: { a: evil } } },
    });
    await using window = await open(record);
    await window.page.locator('#settings').waitFor();
    expect(await window.page.locator('img').count()).toBe(0);
    expect(await window.page.locator('header .story').innerText()).toBe(evil);
    await window.page.locator('summary').click();
    expect(await window.page.locator('pre.stderr').innerText()).toBe(`${evil}\ngnp.exe`);
    expect(window.complaints).toEqual([]);
  });

  it('shows ten minutes of 64 workers with few elements', async () => {
    const record = aLongRun();
    expect(record.deaths.length).toBeGreaterThan(1000);
    await using window = await open(record);
    const { page } = window;
    await page.getByRole('button', { name: /^Show the other/ }).waitFor();
    expect(await page.locator('*').count()).toBeLessThan(2500);
    const box = await page.locator('canvas.lanes').boundingBox();
    expect(box?.height).toBe(640);
    expect(window.complaints).toEqual([]);
  });

  it('shows all deaths of a long run when asked to', async () => {
    const deaths = Array.from({ length: 120 }, (_, i) => aDeath({ worker: i + 1, atMs: { exit: 2000 + i * 10 } }));
    await using window = await open(aRecord({ deaths }));
    const rows = window.page.locator('#deaths tbody tr');
    expect(await rows.count()).toBe(50);
    await window.page.getByRole('button', { name: 'Show the other 70' }).click();
    expect(await rows.count()).toBe(120);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('is readable in %s at %i px: nothing is wider than the window', async (colorScheme, width) => {
    await using window = await open(aRecord(), { colorScheme, viewport: { width, height: 900 } });
    const { page } = window;
    await page.locator('#settings').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const paper = await page.evaluate("getComputedStyle(document.querySelector('.timeline')).backgroundColor");
    expect(paper).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(26, 30, 33)');
    await page.screenshot({ path: screenshotPath(`report-${colorScheme}-${width}`), fullPage: true });
    expect(window.complaints).toEqual([]);
  });

  it('prints on white, whatever the screen is like', async () => {
    await using window = await open(aRecord(), { colorScheme: 'dark' });
    await window.page.emulateMedia({ media: 'print' });
    await expect.poll(() => colourAt(window.page, 2500, 0)).toBe('0,114,178');
  });
});
