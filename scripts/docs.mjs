// `npm run docs`: writes the pages of docs/ that are made from code. `--check` only says which one is out of date.
// Needs a build.
import { readFileSync, writeFileSync } from 'node:fs';

import { configurationPage } from '@mailyard/directory';
import { format, resolveConfig } from 'prettier';

const page = new URL('../docs/configuration.md', import.meta.url);
const style = await resolveConfig(page);
const text = await format(configurationPage(), { ...style, parser: 'markdown' });

if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
} else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/configuration.md is out of date: npm run docs');
  process.exitCode = 1;
}
