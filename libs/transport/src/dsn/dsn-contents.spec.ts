import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

import type { TransportSettings } from '@mailyard/directory';
import { FileContentStore, type LoadedCopy, type NewItem } from '@mailyard/queue';
import { MemoryAllowance } from '@mailyard/service';
import { Reply } from '@mailyard/smtp';
import { tempDir, type TempDir } from '@mailyard/testing';
import PostalMime from 'postal-mime';

import { contoso } from '../spec-support/contoso.js';
import { loadedCopy } from '../spec-support/loaded-copy.js';
import { recipient } from '../spec-support/test-hub.js';
import { DsnAuthor } from './dsn-author.js';

const thresholdBytes = 256 * 1024;
const gone = recipient('gone@contoso.com');
const reply = new Reply(550, '5.1.1', 'no such user');

let directory: TempDir;
let files: FileContentStore;
let memory: MemoryAllowance;
let faults: unknown[];
let settings: Partial<TransportSettings>;
let author: DsnAuthor;

beforeEach(async () => {
  directory = await tempDir('mailyard-dsn');
  files = await FileContentStore.open(directory.path);
  memory = new MemoryAllowance(1_000_000);
  faults = [];
  settings = {};
  let last = 2000;
  author = new DsnAuthor({
    fqdn: 'mbx01.contoso.com',
    organization: () => contoso(settings),
    nextId: () => Promise.resolve(String((last += 1))),
    stores: { large: files, thresholdBytes, memory },
    now: Date.now,
    events: { fault: (error) => faults.push(error) },
  });
});
afterEach(() => directory.remove());

/** A message whose content is in a file. */
async function large(lines: number, line = randomBytes(36).toString('base64')): Promise<LoadedCopy> {
  const content = Buffer.from(`${line}\r\n`.repeat(lines));
  const draft = await files.begin();
  await draft.write(content);
  await draft.save('1000');
  const inFile = { store: 'file', bytes: content.length, crc32: crc32(content) } as const;
  return loadedCopy({ recipients: [gone], inFile });
}

const failed = async (message: LoadedCopy): Promise<NewItem> => {
  const [dsn, ...others] = await author.write('failed', message, [{ recipient: gone, reply }]);
  if (dsn === undefined || others.length > 0) throw new Error('not one DSN');
  return dsn;
};

async function octetsOf({ item, content }: NewItem): Promise<Buffer> {
  const chunks = [...(content ?? [])];
  if (item.content.store === 'file') for await (const chunk of files.read(item.id)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it('content in a file travels back whole, from file to file (InternalDsnMaxMessageAttachSize)', async () => {
  const line = randomBytes(36).toString('base64');
  const message = await large(20_000, line);
  const dsn = await failed(message);
  const octets = await octetsOf(dsn);
  expect(dsn.content).toBeUndefined();
  expect(dsn.item.content).toEqual({ store: 'file', bytes: octets.length, crc32: crc32(octets) });
  expect(dsn.item.sizeBytes).toBe(dsn.item.header.length + octets.length);
  const mail = await PostalMime.parse(Buffer.concat([dsn.item.header, octets]), {
    forceRfc822Attachments: true,
  });
  const [status, enclosed] = mail.attachments;
  expect([status?.mimeType, enclosed?.mimeType]).toEqual(['message/delivery-status', 'message/rfc822']);
  const text = Buffer.from(enclosed?.content as ArrayBuffer).toString();
  expect(text.split(line).length - 1).toBe(20_000);
  expect(memory.free).toBe(1_000_000);
  expect(faults).toEqual([]);
});

it('above the limit the header travels alone, and nothing is read', async () => {
  const message = await large(20_000);
  settings = { InternalDsnMaxMessageAttachSize: message.item.content.bytes - 1 };
  await files.remove('1000');
  const dsn = await failed(message);
  expect((await octetsOf(dsn)).toString()).toContain('text/rfc822-headers');
  expect(faults).toEqual([]);
});

it.each([
  ['8bit content asks for 8BITMIME', 'größer', '8BITMIME', 'message/rfc822'],
  ['content with a bare LF stays behind', 'a\nb', '7BIT', 'text/rfc822-headers'],
])('%s', async (_, line, body, type) => {
  const dsn = await failed(await large(50_000, line));
  expect(dsn.item.envelope.body).toBe(body);
  expect((await octetsOf(dsn)).includes(type)).toBe(true);
});

it.each([
  ['missing', async () => files.remove('1000')],
  [
    'damaged',
    async () => {
      const draft = await files.begin();
      await draft.write(Buffer.from('another'));
      await draft.save('1000');
    },
  ],
])('an original that is %s is reported all the same, with its header', async (_, harm) => {
  const message = await large(10_000);
  await harm();
  const dsn = await failed(message);
  expect((await octetsOf(dsn)).toString()).toContain('text/rfc822-headers');
  expect(faults).toHaveLength(1);
});
