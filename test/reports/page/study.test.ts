import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { studyHtml } from '../../../dist/reports/study-html.js';
import { aChartedStudy } from '../../study/a-charted-study.js';
import { isSkipped, launchChromium, openWindow, screenshotPath } from './chromium.js';

describe.skipIf(isSkipped)('the page of a study', () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'refork-study-page-'));
  const file = join(folder, 'report.html');

  beforeAll(async () => {
    writeFileSync(file, studyHtml(aChartedStudy()));
    browser = await launchChromium();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await browser?.close();
  });

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'opens from disk at %s px in %s, complains of nothing, asks for nothing, and fits',
    async (width, colorScheme) => {
      await using window = await openWindow(browser, { viewport: { width, height: 900 }, colorScheme });
      const { page, complaints, asked } = window;
      await page.goto(pathToFileURL(file).href);
      await page.getByRole('heading', { level: 1, name: 'Passed' }).waitFor();
      await page.getByRole('img').getByText('a cluster', { exact: true }).waitFor();
      expect(complaints).toEqual([]);
      expect(asked).toEqual([pathToFileURL(file).href]);
      const paper = await page.evaluate("getComputedStyle(document.querySelector('.chart .paper')).fill");
      expect(paper).toBe(colorScheme === 'dark' ? 'rgb(26, 30, 33)' : 'rgb(255, 255, 255)');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.screenshot({ path: screenshotPath(`study-${width}-${colorScheme}`), fullPage: true });
    },
  );
});
