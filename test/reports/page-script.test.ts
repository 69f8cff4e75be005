import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { linked, pageScript } from '../../reports/page-script.js';

const link = (files: Record<string, string>, entry = 'a/main.js'): string =>
  linked(entry, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`no ${path}`);
    return text;
  });

const said = (files: Record<string, string>): string[] => {
  const lines: string[] = [];
  runInNewContext(link(files), { say: (line: string) => lines.push(line) });
  return lines;
};

it('runs modules that require each other by relative paths, each once', () => {
  expect(
    said({
      'a/main.js': 'const x = require("../b/x.js"); const y = require("./y.js"); say(x.name + y.name);',
      'a/y.js': 'const x = require("../b/x.js"); exports.name = "y of " + x.name;',
      'b/x.js': 'say("x runs"); exports.name = "x";',
    }),
  ).toEqual(['x runs', 'xy of x']);
});

it('runs modules that require each other in a circle', () => {
  expect(
    said({
      'a/main.js': 'const b = require("./b.js"); exports.name = "main"; b.later();',
      'a/b.js': 'const main = require("./main.js"); exports.later = () => say(main.name);',
    }),
  ).toEqual(['main']);
});

it('refuses what no browser has', () => {
  expect(() => link({ 'a/main.js': 'require("node:fs");' })).toThrow(
    'The page\'s module a/main.js requires "node:fs", which no browser has. Import a relative path.',
  );
});

it('says what to do when the page was not built', () => {
  expect(() => pageScript(new URL('file:///nowhere/page/'))).toThrow(
    "The page's script /nowhere/page/reports/page/main.js cannot be read. Build it: npm run build",
  );
});
