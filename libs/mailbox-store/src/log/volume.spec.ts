import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { MailboxStore, type MailboxStoreOptions } from '../mailbox-store.js';
import { deliver, subjectsIn } from '../spec-support/deliver.js';

let directory: TempDir;
let database: string;
let store: MailboxStore;

beforeEach(async () => {
  directory = await tempDir();
  database = join(directory.path, 'DB01');
});
afterEach(async () => {
  await store.close();
  await directory.remove();
});

function open(options: Partial<MailboxStoreOptions> = {}): MailboxStore {
  store = new MailboxStore({ root: directory.path, ...options });
  return store;
}

const logs = (): Promise<string[]> => readdir(join(database, '.mailyard-log'));
const subjects = (name: string): Promise<readonly string[]> => subjectsIn(join(database, name, 'new'));

describe('a volume', () => {
  it('that was away is compared with the log when it returns', async () => {
    let problem: string | undefined;
    open({
      databaseFolder: () => ({
        get isThere() {
          return problem === undefined;
        },
        confirm: () => Promise.resolve(problem),
      }),
    });
    await deliver(store, 'lost with the volume', 'alice');
    await deliver(store, 'kept', 'bob');
    problem = 'it is away';
    await rename(database, `${database}.away`);
    await mkdir(database);
    expect(await deliver(store, 'refused', 'alice')).toEqual(['missing']);
    expect(await readdir(database)).toEqual([]);
    await rm(database, { recursive: true });
    await rename(`${database}.away`, database);
    const [file = ''] = await readdir(join(database, 'alice/new'));
    await rm(join(database, 'alice/new', file));
    problem = undefined;
    expect(await deliver(store, 'after', 'bob')).toEqual(['stored']);
    expect(await subjects('alice')).toEqual(['lost with the volume']);
    expect(await subjects('bob')).toEqual(['after', 'kept']);
  });

  it('that goes just when a log begins keeps nobody waiting when it has returned', async () => {
    let fault: Error | undefined = Object.assign(new Error('the disk does not answer'), { code: 'EIO' });
    let isThere = true;
    const era = (): string => {
      if (fault !== undefined) throw fault;
      return 'now';
    };
    const confirm = (): Promise<undefined> => {
      isThere = true;
      return Promise.resolve(undefined);
    };
    open({
      era,
      databaseFolder: () => ({
        get isThere() {
          return isThere;
        },
        confirm,
      }),
    });
    expect(await deliver(store, 'refused', 'alice')).toEqual(['unavailable']);
    [fault, isThere] = [undefined, false];
    expect(await deliver(store, 'after', 'alice')).toEqual(['stored']);
    expect(await subjects('alice')).toEqual(['after']);
  });

  it('has no log for longer than a few seconds', async () => {
    await deliver(open(), 'one', 'alice');
    expect(await logs()).toHaveLength(1);
    await eventually(async () => (await logs()).length === 0, { what: 'the checkpoint', deadlineMs: 20_000 });
    expect(await subjects('alice')).toEqual(['one']);
  });

  it('whose log was taken away gets another one', async () => {
    open();
    await deliver(store, 'one', 'alice');
    await rm(join(database, '.mailyard-log'), { recursive: true });
    expect(await deliver(store, 'refused', 'alice')).toEqual(['unavailable']);
    expect(await subjects('alice')).toEqual(['one']);
    expect(await deliver(store, 'two', 'alice')).toEqual(['stored']);
    expect(await subjects('alice')).toEqual(['one', 'two']);
  });
});
