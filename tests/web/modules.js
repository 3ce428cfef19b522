// CodeMirror's packages by name, from where the build hook has put them: as the page's import map has it.

import { readFileSync } from 'node:fs';
import { register } from 'node:module';

const folder = new URL('../../src/deckgen/web/modules/', import.meta.url);
const { imports } = JSON.parse(readFileSync(new URL('imports.json', folder), 'utf8'));
const files = Object.fromEntries(
  Object.entries(imports).map(([name, address]) => [name, new URL(address.split('/').at(-1), folder).href]),
);
const hooks = `const files = ${JSON.stringify(files)};
export const resolve = (name, context, next) =>
  files[name] ? { url: files[name], format: 'module', shortCircuit: true } : next(name, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
