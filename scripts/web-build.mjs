// Builds the web admin centre with Vite, unless what it is made of is what it was made of the last time.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { node, root, run, runScript, SetupError } from './setup.mjs';

const web = join(root, 'apps/admin-center/web');
const record = join(web, 'dist/built-from');

export async function buildWeb() {
  const digest = sourcesDigest();
  if (existsSync(record) && readFileSync(record, 'utf8') === digest) return;
  const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel=warn', web];
  if ((await run(node, args)) !== 0) throw new SetupError('the build of the web pages failed');
  writeFileSync(record, digest);
}

/** Of the pages and of the packages that go into them; of our own libs they have types alone. */
function sourcesDigest() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const entry of readdirSync(web, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.startsWith(join(web, 'dist'))) continue;
    hash.update(path.slice(web.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) runScript(buildWeb);
