import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

/**
 * One script out of CommonJS modules that require each other by relative paths: each as a function, and a few lines that call
 * them. `read` gives the text of a module by its path from a common root.
 *
 * @throws Error for a module that requires anything but a relative path: a browser has no other.
 */
export function linked(entry: string, read: (path: string) => string): string {
  const modules = new Map<string, string>();
  const visit = (path: string): void => {
    if (modules.has(path)) return;
    const text = read(path);
    // Held open until its own requirements are known, so that modules that require each other end.
    modules.set(path, '');
    const resolved = text.replace(/\brequire\("([^"]+)"\)/g, (_, wanted: string) => {
      if (!wanted.startsWith('.')) {
        throw new Error(
          `The page's module ${path} requires "${wanted}", which no browser has. Import a relative path.`,
        );
      }
      const target = posix.join(posix.dirname(path), wanted);
      visit(target);
      return `require(${JSON.stringify(target)})`;
    });
    modules.set(path, resolved);
  };
  visit(entry);
  const functions = [...modules].map(([path, text]) => `${JSON.stringify(path)}(exports, require) {\n${text}\n}`);
  return `(() => {
"use strict";
const modules = {
${functions.join(',\n')}
};
const made = {};
const require = (path) => {
  if (!(path in made)) {
    made[path] = {};
    modules[path](made[path], require);
  }
  return made[path];
};
require(${JSON.stringify(entry)});
})();
`;
}

/**
 * The page's own script, from what the compiler made of `reports/page/`.
 *
 * @throws Error if that has not been built.
 */
export function pageScript(built = new URL('./page/', import.meta.url)): string {
  return linked('reports/page/main.js', (path) => {
    try {
      return readFileSync(new URL(path, built), 'utf8');
    } catch (error) {
      throw new Error(`The page's script ${new URL(path, built).pathname} cannot be read. Build it: npm run build`, {
        cause: error,
      });
    }
  });
}
