import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** The system's browser, or `null` if there is none on the PATH or where systems usually put it. */
export const chromiumPath: string | null = findChromium();

/** Without a browser these tests are skipped, but a CI job must not pass for want of one. */
export const isSkipped = chromiumPath === null && (process.env.CI ?? '') === '';

function findChromium(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const known = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...known];
  return candidates.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a browser with a profile of its own, which goes with it. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === null) {
    throw new Error('The tests of the page need Chromium, and CI is set. Install it with .ci/chromium.sh.');
  }
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A window, and everything in it that a page should not do: complain, throw, or ask the network. */
export interface Window extends AsyncDisposable {
  page: Page;
  complaints: string[];
  /** Every URL asked for, those of the document itself included. */
  asked: string[];
}

export async function openWindow(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Window> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  context.on('request', (request) => asked.push(request.url()));
  return { page, complaints, asked, [Symbol.asyncDispose]: () => context.close() };
}

/** Where pictures of the page are left to be looked at. */
export function screenshotPath(name: string): string {
  const folder = join(import.meta.dirname, '../../../test-output/page');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
