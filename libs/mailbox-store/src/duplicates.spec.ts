import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { headerField, leaseFields, possibleDuplicateFields } from '@mailyard/message';
import { tempDir, type TempDir } from '@mailyard/testing';

import { MailboxStore } from './mailbox-store.js';
import { Maildirs } from './maildir/maildirs.js';

const id = '0b1c2d3e-0000-4000-8000-00000000000a';
const other = '0b1c2d3e-0000-4000-8000-00000000000b';

let root: TempDir;
let store: MailboxStore;

beforeEach(async () => {
  root = await tempDir('mailyard-duplicates');
  store = new MailboxStore({ root: root.path });
});
afterEach(async () => {
  await store.close();
  await root.remove();
});

interface Attempt {
  readonly networkMessageId?: string;
  /** Somebody has tried before, and nobody knows what came of it. */
  readonly again?: boolean;
  /** Until when nobody else had the job. */
  readonly expiresAt?: number;
  readonly bytes?: number;
  readonly by?: MailboxStore;
}

async function deliver(names: readonly string[], attempt: Attempt = {}): Promise<readonly string[]> {
  const { networkMessageId = id, again = false, expiresAt, bytes = 100, by = store } = attempt;
  const writer = by.begin({
    mailboxes: names.map((name) => ({ database: 'DB01', name })),
    reversePath: '',
    received: headerField('Received', 'from a by b; now'),
    maxHeaderBytes: Infinity,
  });
  const mark =
    (again ? possibleDuplicateFields : '') + (expiresAt === undefined ? '' : leaseFields(expiresAt));
  const field = `X-MS-Exchange-Organization-Network-Message-Id: ${networkMessageId}\r\n`;
  await writer.write(Buffer.from(`${mark}${field}Subject: x\r\n\r\n`));
  for (let left = bytes; left > 0; left -= 60_000) {
    await writer.write(Buffer.from('x'.repeat(Math.min(left, 60_000))));
  }
  return (await writer.end()).map(({ kind }) => kind);
}

const filesIn = (name: string, part: string): Promise<readonly string[]> =>
  readdir(join(root.path, 'DB01', name, part));

describe.each([
  ['small', 100],
  ['large', 300_000],
])('a %s message that may have been delivered before', (_, bytes) => {
  it('is stored once, whichever process stored it, and told as what it is', async () => {
    expect(await deliver(['alice', 'bob'], { bytes })).toEqual(['stored', 'stored']);
    const elsewhere = new MailboxStore({ root: root.path });
    const again = await deliver(['alice', 'carol', 'bob', 'alice'], { bytes, again: true, by: elsewhere });
    expect(again).toEqual(['duplicate', 'stored', 'duplicate', 'duplicate']);
    await elsewhere.close();
    for (const name of ['alice', 'bob', 'carol']) expect(await filesIn(name, 'new')).toHaveLength(1);
    expect(await deliver(['alice', 'bob', 'carol'], { bytes, again: true })).toEqual(
      Array.from({ length: 3 }, () => 'duplicate'),
    );
    for (const name of ['alice', 'bob', 'carol']) expect(await filesIn(name, 'tmp')).toEqual([]);
  });

  it('is found after its reader has read it', async () => {
    await deliver(['alice'], { bytes });
    const [file = ''] = await filesIn('alice', 'new');
    const of = (part: string) => join(root.path, 'DB01/alice', part);
    await rename(join(of('new'), file), join(of('cur'), `${file}:2,S`));
    expect(await deliver(['alice'], { bytes, again: true })).toEqual(['duplicate']);
    expect(await filesIn('alice', 'new')).toEqual([]);
  });

  it('is stored when it is another one, or the first one', async () => {
    await deliver(['alice'], { bytes, networkMessageId: other });
    expect(await deliver(['alice', 'bob'], { bytes, again: true })).toEqual(['stored', 'stored']);
    expect(await filesIn('alice', 'new')).toHaveLength(2);
  });
});

describe.each([
  ['small', 100],
  ['large', 300_000],
])('a %s message that another attempt stores, too', (_, bytes) => {
  const past = Date.now() - 1;
  const draftOfAnother = `1.N${id.replaceAll('-', '')}.other`;

  it('is passed over when it comes after its lease', async () => {
    expect(await deliver(['alice', 'bob'], { bytes })).toEqual(['stored', 'stored']);
    expect(await deliver(['alice', 'bob', 'carol'], { bytes, expiresAt: past })).toEqual([
      'duplicate',
      'duplicate',
      'stored',
    ]);
    for (const name of ['alice', 'bob', 'carol']) {
      expect(await filesIn(name, 'new')).toHaveLength(1);
      expect(await filesIn(name, 'tmp')).toEqual([]);
    }
  });

  it('is looked for nowhere within it', async () => {
    const expiresAt = Date.now() + 60_000;
    expect(await deliver(['alice'], { bytes })).toEqual(['stored']);
    expect(await deliver(['alice'], { bytes, expiresAt })).toEqual(['stored']);
  });

  it('is stored by whoever comes again: what the other one has not shown yet it never will', async () => {
    await deliver(['alice'], { networkMessageId: other });
    await writeFile(join(root.path, 'DB01/alice/tmp', draftOfAnother), '');
    expect(await deliver(['alice'], { bytes, again: true })).toEqual(['stored']);
    expect(await filesIn('alice', 'tmp')).toEqual([]);
    await expect(new Maildirs().show(join(root.path, 'DB01/alice'), draftOfAnother)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('is stored once by attempts of two processes that are late and at once, and none has to come again', async () => {
    await deliver(['alice'], { networkMessageId: other });
    const elsewhere = new MailboxStore({ root: root.path });
    const attempts = [store, elsewhere, store, elsewhere].map((by) =>
      deliver(['alice'], { bytes, by, expiresAt: past }),
    );
    const outcomes = (await Promise.all(attempts)).flat();
    await elsewhere.close();
    expect(outcomes.toSorted()).toEqual(['duplicate', 'duplicate', 'duplicate', 'stored']);
    expect(await filesIn('alice', 'new')).toHaveLength(2);
    expect(await filesIn('alice', 'tmp')).toEqual([]);
    expect(await deliver(['alice'], { bytes, again: true })).toEqual(['duplicate']);
  });

  it('waits for a later attempt, and is told as not stored while that one is at it', async () => {
    await deliver(['alice'], { networkMessageId: other });
    const later = `9999999999.M000000P1Q1N${id.replaceAll('-', '')}Rff.other`;
    await writeFile(join(root.path, 'DB01/alice/tmp', later), 'x');
    expect(await deliver(['alice'], { bytes, again: true })).toEqual(['unavailable']);
    expect(await filesIn('alice', 'tmp')).toEqual([later]);
    const attempt = deliver(['alice'], { bytes, again: true });
    await new Maildirs().show(join(root.path, 'DB01/alice'), later);
    expect(await attempt).toEqual(['duplicate']);
    expect(await filesIn('alice', 'tmp')).toEqual([]);
  });
});

it('copies of a message that come to a mailbox at once are stored once, and none has to come again', async () => {
  for (let round = 0; round < 20; round += 1) {
    const networkMessageId = `0b1c2d3e-0000-4000-8000-0000000001${String(round).padStart(2, '0')}`;
    const copies = [
      ['dave', 'erin'],
      ['dave', 'bob'],
    ].map((names) => deliver(names, { networkMessageId, again: true }));
    const outcomes = (await Promise.all(copies)).flat().toSorted();
    expect(outcomes).toEqual(['duplicate', 'stored', 'stored', 'stored']);
  }
  for (const name of ['dave', 'erin', 'bob']) expect(await filesIn(name, 'new')).toHaveLength(20);
});

it('a message whose lease ends while it waits for others to be stored is looked for', async () => {
  await deliver(['alice']);
  const { now } = Date;
  const expiresAt = now() + 60_000;
  const attempt = deliver(['alice'], { expiresAt });
  // It waits by now, and was in time.
  await new Promise((resolve) => process.nextTick(resolve));
  Date.now = () => expiresAt;
  try {
    expect(await attempt).toEqual(['duplicate']);
  } finally {
    Date.now = now;
  }
  expect(await filesIn('alice', 'tmp')).toEqual([]);
  expect(await filesIn('alice', 'new')).toHaveLength(1);
});

it('a message that comes for the first time is looked for nowhere', async () => {
  await deliver(['alice']);
  expect(await deliver(['alice'])).toEqual(['stored']);
  expect(await filesIn('alice', 'new')).toHaveLength(2);
});

it('what is no network message id is in no name', async () => {
  const ways = ['../../../../etc/passwd', 'N', '', `${id}/`];
  for (const networkMessageId of ways) await deliver(['alice'], { networkMessageId, again: true });
  const files = await filesIn('alice', 'new');
  expect(files).toHaveLength(ways.length);
  expect(files.filter((name) => /N[\da-f]{32}/.test(name))).toEqual([]);
});

it('a mailbox that cannot be looked into takes nothing now', async () => {
  await mkdir(join(root.path, 'DB01/alice'), { recursive: true });
  await writeFile(join(root.path, 'DB01/alice/new'), '');
  expect(await deliver(['alice'], { again: true })).toEqual(['unavailable']);
});
