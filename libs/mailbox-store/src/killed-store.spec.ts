import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { MailboxStore } from './mailbox-store.js';

const program = join(import.meta.dirname, '../dist/spec-support/killed-store.js');
const content = `\r\n\r\n${'x'.repeat(3_000)}\r\n.\r\n`;

let directory: TempDir;

beforeEach(async () => (directory = await tempDir()));
afterEach(() => directory.remove());

/** What the process said until it was killed before its n-th step, or had done all. */
function run(root: string, killedAt: number, env = process.env): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, root, String(killedAt)], { env }, (error, stdout, stderr) => {
      if (error === null || error.signal === 'SIGKILL') resolve(stdout.split('\n'));
      else reject(new Error(stderr, { cause: error }));
    });
  });
}

const said = (lines: readonly string[], word: string): string[] =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

/** `alice/message-1` for each file that a reader finds, whole. */
async function delivered(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of ['alice', 'bob']) {
    const folder = join(root, 'DB01', name, 'new');
    for (const file of await readdir(folder).catch(() => [])) {
      const text = await readFile(join(folder, file), 'utf8');
      expect(text.endsWith(content)).toBe(true);
      found.push(`${name}/${/^Subject: (\S+)/m.exec(text)?.[1]}`);
    }
  }
  return found;
}

async function expectOnce(root: string, lines: readonly string[]): Promise<void> {
  const found = await delivered(root);
  expect(found).toEqual([...new Set(found)]);
  expect(found).toEqual(expect.arrayContaining(said(lines, 'ack')));
}

/** Of a copy nothing is left but what was synced; `cut`: of the rest the names, but not the octets. */
async function loseWhatIsNotSynced(
  root: string,
  copy: string,
  options: { lines: readonly string[]; cut: boolean },
): Promise<void> {
  const { lines, cut } = options;
  const kept = new Set(said(lines, 'all').flatMap((paths) => paths.split(' ')));
  const synced = new Map(said(lines, 'log').map((line) => line.split(' ') as [string, string]));
  const entries = new Set(said(lines, 'entries').flatMap((paths) => paths.split(' ')));
  await cp(root, copy, { recursive: true });
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const lost = path.replace(root, copy);
    const octets = synced.get(path);
    if (octets !== undefined && entries.has(path)) await truncate(lost, Number(octets));
    else if (octets === undefined && kept.has(path)) continue;
    else if (cut) await truncate(lost, 100);
    else await rm(lost);
  }
}

it('is killed at every step of its deliveries and loses nothing that it acknowledged, nor does the power', async () => {
  const all = await run(directory.path, 0);
  const steps = Number(said(all, 'steps')[0]);
  expect(said(all, 'ack')).toHaveLength(9);
  expect(steps).toBeGreaterThan(40);
  let next = 1;
  const killer = async (): Promise<void> => {
    while (next <= steps) await survives(next++);
  };
  await Promise.all([killer(), killer(), killer(), killer()]);
}, 400_000);

/** The kill, and the power failure at the same moment. */
async function survives(killedAt: number): Promise<void> {
  const root = join(directory.path, String(killedAt));
  await mkdir(root);
  const lines = await run(root, killedAt);
  expect(said(lines, 'step')).toHaveLength(killedAt);
  const copy = `${root}.power`;
  await loseWhatIsNotSynced(root, copy, { lines, cut: killedAt % 2 === 0 });

  const restarted = new MailboxStore({ root });
  await restarted.restore();
  await restarted.close();
  await expectOnce(root, lines);

  const rebooted = new MailboxStore({ root: copy, era: () => 'another boot' });
  await rebooted.restore();
  await rebooted.close();
  await expectOnce(copy, lines);
}

it('stores each message by itself where nothing can sync the file system as a whole', async () => {
  const lines = await run(directory.path, 0, { PATH: directory.path });
  expect(said(lines, 'ack')).toHaveLength(9);
  expect(await readdir(join(directory.path, 'DB01'))).toEqual(['alice', 'bob']);
  await expectOnce(directory.path, lines);
});
