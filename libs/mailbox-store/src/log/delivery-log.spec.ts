import { appendFile, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { MailboxStore, type MailboxStoreOptions } from '../mailbox-store.js';
import { deliver, subjectsIn } from '../spec-support/deliver.js';

let directory: TempDir;
let database: string;
let stores: MailboxStore[];

beforeEach(async () => {
  directory = await tempDir();
  database = join(directory.path, 'DB01');
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  await directory.remove();
});

function open(options: Partial<MailboxStoreOptions> = {}): MailboxStore {
  const store = new MailboxStore({ root: directory.path, era: () => 'first boot', ...options });
  stores.push(store);
  return store;
}

/** The power fails: what is in memory is gone, the process, too; the machine starts again. */
async function afterPowerFailure(options: Partial<MailboxStoreOptions> = {}): Promise<number> {
  stores = [];
  let files = 0;
  const onRestored = (count: number): void => void (files += count);
  await open({ era: () => 'second boot', onRestored, ...options }).restore();
  return files;
}

const folder = (name: string, part = 'new'): string => join(database, name, part);
const subjects = (name: string, part?: string): Promise<readonly string[]> => subjectsIn(folder(name, part));
const logs = (): Promise<string[]> => readdir(join(database, '.mailyard-log'));

async function onlyFile(name: string, part = 'new'): Promise<string> {
  const [file = ''] = await readdir(folder(name, part));
  return join(folder(name, part), file);
}

describe('what the power has taken', () => {
  it('comes back, whether the file is gone, cut or in a mailbox that is gone', async () => {
    const store = open();
    await deliver(store, 'kept', 'alice');
    await deliver(store, 'for two', 'bob', 'carol');
    await deliver(store, 'cut', 'dave');
    await truncate(await onlyFile('dave'), 0);
    await rm(await onlyFile('bob'));
    await rm(join(database, 'carol'), { recursive: true });
    expect(await afterPowerFailure()).toBe(3);
    expect(await subjects('alice')).toEqual(['kept']);
    expect(await subjects('bob')).toEqual(['for two']);
    expect(await subjects('carol')).toEqual(['for two']);
    expect(await subjects('dave')).toEqual(['cut']);
    expect((await stat(await onlyFile('carol'))).mode & 0o777).toBe(0o600);
    expect(await logs()).toEqual([]);
  });

  it('is no second time there when its reader has moved it and given it flags', async () => {
    await deliver(open(), 'read', 'alice');
    const file = await onlyFile('alice');
    const name = file.slice(file.lastIndexOf('/') + 1);
    await rename(file, join(folder('alice', 'cur'), `${name}:2,RS`));
    expect(await afterPowerFailure()).toBe(0);
    expect(await subjects('alice')).toEqual([]);
    expect(await readdir(folder('alice', 'cur'))).toEqual([`${name}:2,RS`]);
  });

  it('is made whole in place when its reader has moved it before', async () => {
    await deliver(open(), 'read', 'alice');
    const file = await onlyFile('alice');
    const moved = join(folder('alice', 'cur'), `${file.slice(file.lastIndexOf('/') + 1)}:2,S`);
    await rename(file, moved);
    await truncate(moved, 10);
    expect(await afterPowerFailure()).toBe(1);
    expect(await subjects('alice')).toEqual([]);
    expect(await subjects('alice', 'cur')).toEqual(['read']);
  });

  it('does not come back when it was durable: after the checkpoint no log speaks of it', async () => {
    const store = open();
    await deliver(store, 'deleted', 'alice');
    await store.close();
    await rm(await onlyFile('alice'));
    expect(await afterPowerFailure()).toBe(0);
    expect(await subjects('alice')).toEqual([]);
  });

  it('comes back up to where the log is torn', async () => {
    const store = open();
    await deliver(store, 'whole', 'alice');
    await deliver(store, 'torn', 'alice');
    await rm(folder('alice'), { recursive: true });
    const log = join(database, '.mailyard-log', (await logs())[0] ?? '');
    const { size } = await stat(log);
    await truncate(log, size - 1);
    expect(await afterPowerFailure()).toBe(1);
    expect(await subjects('alice')).toEqual(['whole']);
  });

  it.each(['garbage', '\xff'.repeat(64), ''])(
    'comes back before garbage, and a log of garbage is none',
    async (garbage) => {
      await deliver(open(), 'whole', 'alice');
      await rm(folder('alice'), { recursive: true });
      const log = join(database, '.mailyard-log');
      await appendFile(join(log, (await logs())[0] ?? ''), garbage, 'latin1');
      await writeFile(join(log, 'another'), garbage, 'latin1');
      expect(await afterPowerFailure()).toBe(1);
      expect(await subjects('alice')).toEqual(['whole']);
      expect(await logs()).toEqual([]);
    },
  );

  it('is back before anything else is delivered', async () => {
    await deliver(open(), 'before', 'alice');
    await rm(folder('alice'), { recursive: true });
    stores = [];
    expect(await deliver(open({ era: () => 'second boot' }), 'after', 'alice')).toEqual(['stored']);
    expect(await subjects('alice')).toEqual(['after', 'before']);
  });

  it('is made by one process when several start at once', async () => {
    for (let count = 0; count < 20; count += 1) await deliver(open(), String(count), 'alice');
    await rm(folder('alice'), { recursive: true });
    stores = [];
    let files = 0;
    const starting = Array.from({ length: 4 }, () =>
      open({ era: () => 'second boot', onRestored: (count) => void (files += count) }).restore(),
    );
    await Promise.all(starting);
    expect(files).toBe(20);
    expect(await subjects('alice')).toHaveLength(20);
  });

  it('stays in its log when a mailbox cannot take it, and a human is told; the others have theirs', async () => {
    await deliver(open(), 'for two', 'alice', 'bob');
    await rm(join(database, 'alice'), { recursive: true });
    await rm(join(database, 'bob'), { recursive: true });
    await writeFile(join(database, 'alice'), 'a file where a mailbox should be');
    const faults: unknown[] = [];
    expect(await afterPowerFailure({ onFault: (error) => faults.push(error) })).toBe(1);
    expect(await subjects('bob')).toEqual(['for two']);
    expect(String(faults[0])).toContain(join(database, 'alice'));
    const [kept = ''] = await logs();
    expect(kept).toMatch(/\.unrestored$/);
    expect(await readFile(join(database, '.mailyard-log', kept), 'utf8')).toContain('body of for two');
    // It is not done again, since by then some may have been deleted.
    await rm(await onlyFile('bob'));
    expect(await afterPowerFailure()).toBe(0);
    expect(await subjects('bob')).toEqual([]);
    // Unless a human wants it.
    await rm(join(database, 'alice'));
    const log = join(database, '.mailyard-log');
    await rename(join(log, kept), join(log, kept.replace('.unrestored', '.restore')));
    expect(await afterPowerFailure()).toBe(2);
    expect(await subjects('alice')).toEqual(['for two']);
    expect(await logs()).toEqual([]);
  });
});

describe('a process that was killed', () => {
  it('has lost nothing: what its reader has deleted stays so', async () => {
    await deliver(open(), 'deleted', 'alice');
    await rm(await onlyFile('alice'));
    stores = [];
    const store = open();
    await store.restore();
    await deliver(store, 'new', 'alice');
    expect(await subjects('alice')).toEqual(['new']);
    // The log of a process that may be alive is left alone.
    expect(await logs()).toHaveLength(2);
  });
});
