// Builds the web admin centre with Vite, unless what it is made of is what it was made of the last time.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `run` a script with arguments; the exit code is its own. */
export async function buildWeb(root, run) {
  const web = join(root, 'apps/admin-center/web');
  const record = join(web, 'dist/built-from');
  const digest = sourcesDigest(root, web);
  if (existsSync(record) && readFileSync(record, 'utf8') === digest) return 0;
  const code = await run([join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel=warn', web]);
  if (code === 0) writeFileSync(record, digest);
  return code;
}

/** Of the pages and of the packages that go into them; of our own libs they have types alone. */
function sourcesDigest(root, web) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const entry of readdirSync(web, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.startsWith(join(web, 'dist'))) continue;
    hash.update(path.slice(web.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}
