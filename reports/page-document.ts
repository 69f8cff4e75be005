import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pageScript } from './page-script.js';
import { style } from './page-style/index.js';

/** What the page is fed by: a record in the document itself, or the server it came from. */
export type Feed = { kind: 'embedded'; json: string } | { kind: 'server' };

/**
 * The page as one document that asks nobody for anything, the server of a live run apart. Its content security policy allows
 * the very scripts and style sheets in it, by their hashes, and nothing else.
 *
 * @param title plain text
 * @throws Error if the page has not been built, or uPlot is not installed.
 */
export function pageDocument(title: string, feed: Feed): string {
  return selfContained({
    title,
    styles: [uPlotFile('uPlot.min.css'), style],
    scripts: [uPlotFile('uPlot.iife.min.js'), pageScript()].map(inert),
    asksServer: feed.kind === 'server',
    body: [
      '<main></main>',
      '<noscript>This report is drawn by a script. Allow scripts for this file, or read record.json beside it.</noscript>',
      ...(feed.kind === 'embedded'
        ? [`<script type="application/json" id="record">${harmless(feed.json)}</script>`]
        : []),
    ],
  });
}

interface DocumentParts {
  /** Plain text. */
  title: string;
  styles: readonly string[];
  scripts: readonly string[];
  asksServer: boolean;
  /** Markup, line by line. */
  body: readonly string[];
}

/** A document in which nothing but its own styles and scripts has any effect, and which asks nobody but its server for anything. */
export function selfContained({ title, styles, scripts, asksServer, body }: DocumentParts): string {
  const policy = [
    "default-src 'none'",
    ...(scripts.length === 0 ? [] : [`script-src ${scripts.map(hash).join(' ')}`]),
    `style-src ${styles.map(hash).join(' ')}`,
    'img-src data:',
    ...(asksServer ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(title)}</title>`,
    `<link rel="icon" href="${icon}">`,
    ...styles.map((sheet) => `<style>${sheet}</style>`),
    '</head>',
    '<body>',
    ...body,
    ...scripts.map((script) => `<script>${script}</script>`),
    '</body>',
    '</html>',
    '',
  ];
  return parts.join('\n');
}

/** Two workers, one of them coming: the mark in the window's tab. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="3" width="8" height="4" rx="1" fill="#0072b2"/><rect x="7" y="9" width="8" height="4" rx="1" fill="#009e73"/></svg>',
)}`;

const uPlotFile = (name: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`uplot/dist/${name}`), 'utf8');

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A script of ours such that nothing in it can end the element it stands in: such text occurs within strings only, if at all. */
const inert = (script: string): string => script.replace(/<(?=\/script|!--|script)/gi, '\\u003c');

/** JSON that cannot end the element it stands in. U+2028 and U+2029 are line breaks to readers that take it for a script. */
const harmless = (json: string): string =>
  json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
