import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { headerField } from '@mailyard/message';
import { tempDir, type TempDir } from '@mailyard/testing';

import { MailboxStore } from './mailbox-store.js';
import type { StorageOutcome } from './mailbox-writer.js';

const message = [
  'X-MS-Exchange-Organization-SCL: -1',
  'X-MS-Exchange-Organization-Network-Message-Id: guid',
  'Return-Path: <forged@example.com>',
  'Message-ID: <1@example.com>',
  'Subject: hello',
  '',
  'body\r\n.with dots\r\n',
].join('\r\n');
const received = headerField('Received', 'from hub by delivery via Mailbox Transport; now');

let directory: TempDir;
let root: string;
let store: MailboxStore;

beforeEach(async () => {
  directory = await tempDir();
  root = join(directory.path, 'mailboxes');
  store = new MailboxStore({ root });
});
afterEach(() => directory.remove());

interface Delivery {
  readonly store: MailboxStore;
  readonly names: readonly string[];
  readonly chunks?: Iterable<Buffer | string>;
}

async function deliver({ store: into, names, chunks = [message] }: Delivery) {
  const writer = into.begin({
    mailboxes: names.map((name) => ({ database: 'DB01', name })),
    reversePath: 'sender@example.com',
    received,
    maxHeaderBytes: 262_144,
  });
  for (const chunk of chunks) await writer.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return { outcomes: await writer.end(), messageId: writer.messageId };
}

const kinds = (outcomes: readonly StorageOutcome[]): string[] => outcomes.map(({ kind }) => kind);
const mailbox = (name: string): string => join(root, 'DB01', name);

async function newMail(name: string): Promise<string[]> {
  const files = await readdir(join(mailbox(name), 'new'));
  return Promise.all(files.map((file) => readFile(join(mailbox(name), 'new', file), 'utf8')));
}

/** Every file in every `tmp` below. */
async function remains(below: string): Promise<string[]> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.parentPath.endsWith('/tmp'))
    .map(({ name }) => name);
}

describe('a delivery', () => {
  it('makes the mailbox and puts the message into new/ with Return-Path on top (RFC 5321 §4.4)', async () => {
    const { outcomes, messageId } = await deliver({ store, names: ['alice'] });
    expect(kinds(outcomes)).toEqual(['stored']);
    expect(messageId).toBe('<1@example.com>');
    expect(await newMail('alice')).toEqual([
      'Return-Path: <sender@example.com>\r\n' +
        received.raw.toString() +
        'X-MS-Exchange-Organization-SCL: -1\r\nMessage-ID: <1@example.com>\r\nSubject: hello\r\n\r\nbody\r\n.with dots\r\n',
    ]);
    expect((await readdir(mailbox('alice'))).toSorted()).toEqual(['cur', 'new', 'tmp']);
    expect(await remains(root)).toEqual([]);
  });

  it('gives the same content to every mailbox, once, in the order asked', async () => {
    const names = ['alice', 'bob', 'alice', 'carol'];
    const { outcomes } = await deliver({ store, names });
    expect(kinds(outcomes)).toEqual(['stored', 'stored', 'stored', 'stored']);
    const [copy] = await newMail('alice');
    for (const name of new Set(names)) expect(await newMail(name)).toEqual([copy]);
  });

  it('is the same however the content is cut', async () => {
    await deliver({ store, names: ['alice'] });
    await deliver({ store, names: ['bob'], chunks: message.split(/(?=.)/s) });
    expect(await newMail('bob')).toEqual(await newMail('alice'));
  });

  it('keeps every octet of content that is no text', async () => {
    const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 256));
    await deliver({ store, names: ['alice'], chunks: ['Subject: x\r\n\r\n', content] });
    const [file] = await readdir(join(mailbox('alice'), 'new'));
    const octets = await readFile(join(mailbox('alice'), 'new', file ?? ''));
    expect(octets.subarray(-content.length).equals(content)).toBe(true);
  });

  it('never shares a name with another one', async () => {
    const other = new MailboxStore({ root });
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => deliver({ store: n % 2 ? store : other, names: ['alice'] })),
    );
    expect(await newMail('alice')).toHaveLength(40);
  });

  it('makes directories and files for nobody else to read', async () => {
    await deliver({ store, names: ['alice'] });
    const [file] = await readdir(join(mailbox('alice'), 'new'));
    expect((await stat(mailbox('alice'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(mailbox('alice'), 'new', file ?? ''))).mode & 0o777).toBe(0o600);
  });

  it('makes anew what somebody has removed', async () => {
    await deliver({ store, names: ['alice', 'bob'] });
    await rm(join(mailbox('alice'), 'new'), { recursive: true });
    await rm(mailbox('bob'), { recursive: true });
    expect(kinds((await deliver({ store, names: ['alice', 'bob'] })).outcomes)).toEqual(['stored', 'stored']);
    expect(await newMail('bob')).toHaveLength(1);
  });
});

describe('content of any size', () => {
  it('leaves nothing when it is aborted', async () => {
    const writer = store.begin({
      mailboxes: [{ database: 'DB01', name: 'alice' }],
      reversePath: '',
      received,
      maxHeaderBytes: 1_000,
    });
    await writer.write(Buffer.from('Subject: x\r\n\r\n'));
    await writer.write(Buffer.alloc(500_000));
    expect(await remains(root)).toHaveLength(1);
    await writer.abort();
    expect(await remains(root)).toEqual([]);
    expect(await newMail('alice')).toEqual([]);
  });

  it('holds little memory however large the message is', async () => {
    const block = Buffer.alloc(65_536, 'x');
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    function* content(): Generator<Buffer | string> {
      yield 'Subject: large\r\n\r\n';
      for (let count = 0; count < 560; count += 1) {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
        yield block;
      }
    }
    expect(kinds((await deliver({ store, names: ['alice', 'bob'], chunks: content() })).outcomes)).toEqual([
      'stored',
      'stored',
    ]);
    const [file] = await readdir(join(mailbox('bob'), 'new'));
    expect((await stat(join(mailbox('bob'), 'new', file ?? ''))).size).toBeGreaterThan(560 * 65_536);
    expect(peak).toBeLessThan(16 * 1_048_576);
  });
});

describe('a mailbox that cannot be written to', () => {
  it('does not keep the others from their copy', async () => {
    await mkdir(join(root, 'DB01'), { recursive: true });
    await writeFile(mailbox('alice'), 'a file where a mailbox should be');
    await deliver({ store, names: ['bob'] });
    await writeFile(join(mailbox('bob'), 'marker'), '');
    await rm(join(mailbox('bob'), 'new'), { recursive: true });
    await writeFile(join(mailbox('bob'), 'new'), 'no directory');
    const { outcomes } = await deliver({ store, names: ['alice', 'carol', 'bob'] });
    expect(kinds(outcomes)).toEqual(['unavailable', 'stored', 'unavailable']);
    expect(await newMail('carol')).toHaveLength(1);
    expect(await remains(root)).toEqual([]);
  });

  it('is told when no mailbox is left', async () => {
    await mkdir(root, { recursive: true });
    await writeFile(join(root, 'DB01'), 'no directory');
    const { outcomes } = await deliver({ store, names: ['alice', 'bob'] });
    expect(kinds(outcomes)).toEqual(['unavailable', 'unavailable']);
  });
});

const canMount = process.getuid?.() === 0 && probeMount();
const withMount = canMount ? describe : describe.skip;

withMount('a file system of its own (needs the right to mount)', () => {
  let disk: string;

  beforeEach(async () => {
    disk = join(directory.path, 'disk');
    await mkdir(disk);
    run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', disk]);
    store = new MailboxStore({ root: disk });
  });
  afterEach(() => run('umount', [disk]));

  it('that is full answers so and keeps nothing of the message', async () => {
    await deliver({ store, names: ['alice'] });
    const large = [message, ...Array.from({ length: 40 }, () => Buffer.alloc(65_536))];
    const { outcomes } = await deliver({ store, names: ['alice', 'bob'], chunks: large });
    expect(kinds(outcomes)).toEqual(['full', 'full']);
    expect(await remains(disk)).toEqual([]);
    expect(await readdir(join(disk, 'DB01/alice/new'))).toHaveLength(1);
    expect(kinds((await deliver({ store, names: ['alice'] })).outcomes)).toEqual(['stored']);
  });

  it('that is read-only answers so', async () => {
    await deliver({ store, names: ['alice'] });
    run('mount', ['-o', 'remount,ro', disk]);
    expect(kinds((await deliver({ store, names: ['alice', 'bob'] })).outcomes)).toEqual(['full', 'full']);
    expect(await readdir(join(disk, 'DB01/alice/new'))).toHaveLength(1);
  });

  it('gets a copy where no link can lead', async () => {
    await deliver({ store: new MailboxStore({ root }), names: ['bob'] });
    await mkdir(join(disk, 'DB01'));
    await symlink(mailbox('bob'), join(disk, 'DB01', 'bob'));
    const { outcomes } = await deliver({ store, names: ['alice', 'bob'] });
    expect(kinds(outcomes)).toEqual(['stored', 'stored']);
    expect(await newMail('bob')).toHaveLength(2);
    expect(await remains(directory.path)).toEqual([]);
  });
});

describe('leftovers of crashed deliveries', () => {
  it('are removed after 36 hours, and nothing else is', async () => {
    await deliver({ store, names: ['alice'] });
    const [old, fresh] = ['old', 'fresh'].map((name) => join(mailbox('alice'), 'tmp', name));
    await writeFile(old ?? '', '');
    await writeFile(fresh ?? '', '');
    const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
    await utimes(old ?? '', hoursAgo(37), hoursAgo(37));
    await utimes(fresh ?? '', hoursAgo(35), hoursAgo(35));
    expect(await store.removeLeftovers()).toBe(1);
    expect(await remains(root)).toEqual(['fresh']);
    expect(await newMail('alice')).toHaveLength(1);
  });

  it('are none where no mailbox has been made yet', async () => {
    expect(await store.removeLeftovers()).toBe(0);
  });
});

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

function probeMount(): boolean {
  // Containers often run as root without the right to mount.
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
}
