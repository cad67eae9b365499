import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';

import { version } from '@mailyard/service';
import { LogFiles } from '@mailyard/telemetry';
import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { readTrackingFile } from './csv/file-tracking-reader.js';
import type { TrackingRow } from './csv/tracking-fields.js';
import { FileMessageTracking, type TrackingPrefix } from './file-message-tracking.js';
import { received } from './spec-support/example-event.js';

let dir: TempDir;
let folder: string;
let now: Date;
let withSubject: boolean;
let troubles: string[];
const opened: LogFiles[] = [];

function open(prefix: TrackingPrefix = 'MSGTRK'): { tracking: FileMessageTracking; files: LogFiles } {
  const files = new LogFiles({
    folder: () => folder,
    onTrouble: (_, message) => void troubles.push(message),
  });
  opened.push(files);
  const tracking = new FileMessageTracking({
    prefix,
    files,
    withSubject: () => withSubject,
    now: () => now,
  });
  return { tracking, files };
}

async function rows(path: string): Promise<TrackingRow[]> {
  const found: TrackingRow[] = [];
  for await (const { row } of readTrackingFile(path)) found.push(row);
  return found;
}

const read = (name: string) => rows(join(folder, name));

beforeEach(async () => {
  dir = await tempDir();
  folder = join(dir.path, 'MessageTracking');
  now = new Date('2026-11-21T23:59:58.123Z');
  withSubject = true;
  troubles = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((files) => files.close()));
  await dir.remove();
});

describe('the message tracking log', () => {
  it('has five header lines, Exchange’s thirty fields in their order, and reads back as it was', async () => {
    const { tracking, files } = open();
    tracking.track(received);
    await files.close();
    const text = await readFile(join(folder, 'MSGTRK2026112123-1.LOG'), 'utf8');
    const [software, ofVersion, type, date, fields = '', line = ''] = text.split('\r\n');
    expect([software, ofVersion, type, date]).toEqual([
      '#Software: Mailyard',
      `#Version: ${version}`,
      '#Log-Type: Message Tracking Log',
      '#Date: 2026-11-21T23:59:58.123Z',
    ]);
    expect(fields).toBe(
      '#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,tenant-id,original-client-ip,original-server-ip,custom-data,transport-traffic-type,log-id,schema-version',
    );
    expect(line).toContain('2026-11-21T23:59:58.123Z,127.0.0.1,mbx01.contoso.com,');
    expect(await read('MSGTRK2026112123-1.LOG')).toEqual([
      {
        'date-time': '2026-11-21T23:59:58.123Z',
        'client-ip': '127.0.0.1',
        'client-hostname': 'mbx01.contoso.com',
        'server-ip': '127.0.0.2',
        'server-hostname': 'MBX01',
        'source-context': '08DE287A9F6B0001;2026-11-21T23:59:58.000Z;0',
        'connector-id': 'MBX01\\Default MBX01',
        source: 'SMTP',
        'event-id': 'RECEIVE',
        'internal-message-id': '8796093022209',
        'message-id': '<1@fabrikam.com>',
        'network-message-id': '4d7e7d3c-5b0f-4b5f-8a4e-6b2f4f0f3a11',
        'recipient-address': `anna@contoso.com;'"a;b"@contoso.com'`,
        'recipient-status': "250 2.1.5 Recipient OK;'550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'",
        'total-bytes': '4567',
        'recipient-count': '2',
        'related-recipient-address': '',
        reference: '',
        'message-subject': 'Prices, and a "quote"',
        'sender-address': 'sales@fabrikam.com',
        'return-path': 'bounce@fabrikam.com',
        'message-info': '00A:',
        directionality: 'Incoming',
        'tenant-id': '',
        'original-client-ip': '192.0.2.1',
        'original-server-ip': '127.0.0.1',
        'custom-data': 'S:DeliveryPriority=Normal',
        'transport-traffic-type': 'Email',
        'log-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'schema-version': version,
      },
    ]);
  });

  it('has no subjects while MessageTrackingLogSubjectLoggingEnabled is false', async () => {
    const { tracking, files } = open();
    withSubject = false;
    tracking.track(received);
    await files.close();
    const [row] = await read('MSGTRK2026112123-1.LOG');
    expect(row?.['message-subject']).toBe('');
  });

  it('begins a new file each hour, numbered from 1, and is on the disk within a second by itself', async () => {
    const { tracking } = open();
    tracking.track(received);
    await eventually(async () => (await read('MSGTRK2026112123-1.LOG')).length === 1);
    now = new Date('2026-11-22T00:00:00.000Z');
    tracking.track(received);
    await eventually(async () => (await read('MSGTRK2026112200-1.LOG')).length === 1);
  });

  it('two services and two hubs share the folder, each with files of its own', async () => {
    const all = [open(), open(), open('MSGTRKMD')];
    for (const { tracking } of all) tracking.track(received);
    await Promise.all(all.map(({ files }) => files.close()));
    expect((await readdir(folder)).sort()).toEqual([
      'MSGTRK2026112123-1.LOG',
      'MSGTRK2026112123-2.LOG',
      'MSGTRKMD2026112123-1.LOG',
    ]);
  });

  it('stops without a folder, and goes on in another one, live', async () => {
    const { tracking, files } = open();
    tracking.track(received);
    files.configure(() => ({ dir: undefined, limits: {} }));
    expect(tracking.enabled).toBe(false);
    tracking.track(received);
    await eventually(async () => (await read('MSGTRK2026112123-1.LOG')).length === 1);
    const other = join(dir.path, 'other');
    files.configure(() => ({ dir: other, limits: {} }));
    tracking.track(received);
    await files.close();
    expect(await rows(join(other, 'MSGTRK2026112123-1.LOG'))).toHaveLength(1);
    expect(await read('MSGTRK2026112123-1.LOG')).toHaveLength(1);
  });

  it('limits that become narrower delete files of the same prefix alone, at once', async () => {
    await mkdir(folder);
    const names = ['MSGTRK2026112120-1.LOG', 'MSGTRKMD2026112120-1.LOG', 'notes.txt'];
    for (const name of names) await writeFile(join(folder, name), 'x'.repeat(5000));
    const { tracking, files } = open();
    tracking.track(received);
    await eventually(async () => (await read('MSGTRK2026112123-1.LOG')).length === 1);
    files.configure((_, dir) => ({ dir, limits: { maxDirectoryBytes: 4096 } }));
    await eventually(async () => !(await readdir(folder)).includes('MSGTRK2026112120-1.LOG'));
    expect((await readdir(folder)).sort()).toEqual([
      'MSGTRK2026112123-1.LOG',
      'MSGTRKMD2026112120-1.LOG',
      'notes.txt',
    ]);
  });
});

describe('no event is lost', () => {
  it('when the folder is removed: a new file has what comes then', async () => {
    const { tracking } = open();
    tracking.track(received);
    await eventually(async () => (await read('MSGTRK2026112123-1.LOG')).length === 1);
    await rm(folder, { recursive: true });
    tracking.track({ ...received, eventId: 'SEND', source: 'SMTP' });
    await eventually(async () => (await read('MSGTRK2026112123-1.LOG'))[0]?.['event-id'] === 'SEND');
  });

  it('while the disk cannot be written: events wait, the administrator is told, and then all are there', async () => {
    // A file in the place of the folder fails every write, for root as well.
    await writeFile(folder, '');
    const { tracking } = open();
    for (let count = 0; count < 100; count += 1) tracking.track(received);
    await eventually(() => troubles.length === 1);
    tracking.track(received);
    await rm(folder);
    await eventually(async () => (await read('MSGTRK2026112123-1.LOG')).length === 101);
    expect(troubles).toEqual([
      expect.stringContaining('cannot be written'),
      expect.stringContaining('is written again, 0 lines are lost'),
    ]);
  });
});

// Only root can make a small disk.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
const run = promisify(execFile);

asRoot('a full disk (ENOSPC)', () => {
  beforeEach(async () => {
    await mkdir(folder);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((files) => files.close()));
    await run('umount', [folder]);
  });

  it('leaves whole lines only, and what did not fit is there once when there is room', async () => {
    const ballast = join(folder, 'ballast');
    await writeFile(ballast, 'x'.repeat(20_000));
    const { tracking, files } = open();
    const events = 130;
    for (let count = 0; count < events; count += 1) {
      tracking.track({ ...received, internalMessageId: String(count) });
      if (count % 10 === 0) await setImmediate();
    }
    await eventually(() => troubles.length === 1);
    const damaged: string[] = [];
    for (const name of await readdir(folder)) {
      if (name === 'ballast') continue;
      const text = await readFile(join(folder, name), 'utf8');
      expect(text === '' || text.endsWith('\r\n')).toBe(true);
    }
    await rm(ballast);
    await run('mount', ['-o', 'remount,size=1m', folder]);
    await eventually(() => troubles.length === 2);
    await files.close();
    const ids: string[] = [];
    for (const name of await readdir(folder)) {
      for await (const { row } of readTrackingFile(join(folder, name), {
        onDamaged: (line) => damaged.push(line),
      })) {
        ids.push(row['internal-message-id']);
      }
    }
    expect(damaged).toEqual([]);
    expect(ids.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: events }, (_, id) => id));
  });
});
