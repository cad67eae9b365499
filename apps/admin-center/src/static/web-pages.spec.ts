import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { tempDir, type TempDir } from '@mailyard/testing';
import express, { type Express } from 'express';

import { readWebFiles } from './web-files.js';
import { webFiles, webPages } from './web-pages.js';

let dir: TempDir;
let server: Server;
let url: string;

beforeAll(async () => {
  dir = await tempDir();
  await mkdir(join(dir.path, 'assets'));
  await writeFile(join(dir.path, 'index.html'), '<meta nonce="__CSP_NONCE__">');
  await writeFile(join(dir.path, 'assets/main-1.js'), 'main()');
  await writeFile(join(dir.path, 'assets/main-1.js.gz'), gzipSync('main()'));
  await writeFile(join(dir.path, 'built-from'), 'digest');
  const files = readWebFiles(dir.path);
  const app = express().use(webFiles(files)).use(webPages(files));
  ({ server, url } = await serve(app));
});
afterAll(async () => {
  server.close();
  await dir.remove();
});

async function serve(app: Express): Promise<{ readonly server: Server; readonly url: string }> {
  const listening = app.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return { server: listening, url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}` };
}

const open = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url + path, { headers, redirect: 'manual' });

it.each(['/', '/dashboard', '/mail-flow/receive-connectors', '/tracking/<a@b>', '/queue-viewer/messages/1'])(
  'the address %s of a page is answered with the document, under a policy with a nonce of its own',
  async (path) => {
    const [one, other] = await Promise.all([open(path), open(path)]);
    const nonces = await Promise.all(
      [one, other].map(async (each) => /nonce="(.+)"/.exec(await each.text())?.[1]),
    );
    const policy = one.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
    expect(policy).toContain(`require-trusted-types-for 'script'`);
    expect(policy).not.toContain('unsafe');
    expect(nonces[0]).not.toBe(nonces[1]);
  },
);

it.each([
  '/index.html',
  '/built-from',
  '/nosuch',
  '/mail-flowers',
  '/assets/../index.html',
  '/queues',
  '/api',
])('%s is none of the pages', async (path) => {
  expect((await open(path)).status).toBe(404);
});

it('a file with a digest in its name is kept for good, and comes in the smallest form that is asked for', async () => {
  const plain = await open('/assets/main-1.js', { 'Accept-Encoding': 'identity' });
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'main()']);
  expect(plain.headers.get('cache-control')).toContain('immutable');
  const small = await open('/assets/main-1.js', { 'Accept-Encoding': 'gzip' });
  expect(small.headers.get('content-encoding')).toBe('gzip');
  // fetch has unpacked it.
  expect(await small.text()).toBe(gunzipSync(gzipSync('main()')).toString());
});

it('whoever has not built the pages is told how', async () => {
  const empty = readWebFiles(join(dir.path, 'nosuch'));
  const app = express().use(webPages(empty));
  const other = await serve(app);
  const answer = await fetch(`${other.url}/dashboard`);
  other.server.close();
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build:web')]);
});
