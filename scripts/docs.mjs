// `npm run docs`: writes the pages of docs/ that are made from code. `--check` only says which ones are out of date.
// Needs a build.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { configurationPage } from '@mailyard/directory';
import { notificationsPage } from '@mailyard/message';
import { openApi, operations } from '@mailyard/operations';
import { version } from '@mailyard/service';
import { format, resolveConfig } from 'prettier';

import { abusePage } from '../test/dist/hostile/answers/abuse-page.js';

const pages = {
  'configuration.md': configurationPage(),
  'abuse.md': abusePage(),
  'notifications.md': notificationsPage(),
  'openapi.json': JSON.stringify(openApi(version, operations)),
};
const check = process.argv.includes('--check');

for (const [name, content] of Object.entries(pages)) {
  const page = new URL(`../docs/${name}`, import.meta.url);
  const style = await resolveConfig(page);
  const text = await format(content, { ...style, parser: name.endsWith('.json') ? 'json' : 'markdown' });
  if (!check) {
    writeFileSync(page, text);
  } else if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
    console.error(`docs/${name} is out of date: npm run docs`);
    process.exitCode = 1;
  }
}
