// `npm run docs`: writes the pages of docs/ and the PowerShell module, which are made from code. `--check` only says which ones are out of date.
// Needs a build.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { configurationPage } from '@mailyard/directory';
import { notificationsPage } from '@mailyard/message';
import { openApi, operations, powershellManifest, powershellModule } from '@mailyard/operations';
import { version } from '@mailyard/service';
import { format, resolveConfig } from 'prettier';

import { abusePage } from '../test/dist/hostile/answers/abuse-page.js';

const pages = {
  'configuration.md': configurationPage(),
  'abuse.md': abusePage(),
  'notifications.md': notificationsPage(),
  'openapi.json': JSON.stringify(openApi(version, operations)),
};
/** Not formatted: as they are made. */
const scripts = {
  'Mailyard.psd1': powershellManifest(version),
  'Mailyard.psm1': powershellModule(),
};
const check = process.argv.includes('--check');

for (const [name, content] of Object.entries(pages)) {
  const page = new URL(`../docs/${name}`, import.meta.url);
  const style = await resolveConfig(page);
  const text = await format(content, { ...style, parser: name.endsWith('.json') ? 'json' : 'markdown' });
  write(page, text);
}
for (const [name, content] of Object.entries(scripts)) {
  // Windows PowerShell 5.1 takes a file without byte order mark for one of its old code pages.
  write(new URL(`../deploy/powershell/${name}`, import.meta.url), `\ufeff${content}`);
}

function write(page, text) {
  if (!check) {
    writeFileSync(page, text);
  } else if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
    console.error(`${page.pathname.split('/').slice(-2).join('/')} is out of date: npm run docs`);
    process.exitCode = 1;
  }
}
