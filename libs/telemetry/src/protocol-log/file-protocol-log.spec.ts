import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { version } from '@mailyard/service';
import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { LogFiles } from '../log-files/log-files.js';
import { ProtocolLog, type ProtocolLogOptions } from './file-protocol-log.js';
import { SessionColumns, type LoggedEvent } from './protocol-log-line.js';

let dir: TempDir;
let folder: string;
let now: Date;
const logs: LogFiles[] = [];

function open(
  options: Pick<ProtocolLogOptions, 'limits'> & { readonly onTrouble?: (message: string) => void } = {},
): ProtocolLog {
  const { limits, onTrouble } = options;
  const files = new LogFiles({
    folder: () => folder,
    onTrouble: (_, message) => onTrouble?.(message),
  });
  logs.push(files);
  return new ProtocolLog({ files, kind: 'SmtpReceive', now: () => now, limits });
}

const session = new SessionColumns({
  connectorId: 'MBX01\\Default Frontend MBX01',
  sessionId: '08DE287A9F6B0001',
  local: '127.0.0.1:10025',
  remote: '127.0.0.1:54321',
});

type Line = readonly [LoggedEvent, SessionColumns, number];

const entry = (data: string, sequence = 0): Line => [{ event: '<', data }, session, sequence];

const read = (name: string) => readFile(join(folder, name), 'utf8');

beforeEach(async () => {
  dir = await tempDir();
  folder = join(dir.path, 'SmtpReceive');
  now = new Date('2026-11-21T23:59:58.123Z');
});
afterEach(async () => {
  await Promise.all(logs.splice(0).map((log) => log.close()));
  await dir.remove();
});

describe('the protocol log', () => {
  it('is Exchange’s CSV with five header lines', async () => {
    const log = open();
    log.write(...entry('EHLO client.example'));
    const permissions = { event: '*', data: 'SMTPSubmit AcceptRoutingHeaders' } as const;
    log.write({ ...permissions, context: 'Set Session Permissions' }, session, 1);
    await log.flush();
    expect(await read('RECV20261121-1.log')).toBe(
      [
        '#Software: Mailyard',
        `#Version: ${version}`,
        '#Log-Type: SMTP Receive Protocol Log',
        '#Date: 2026-11-21T23:59:58.123Z',
        '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
        '2026-11-21T23:59:58.123Z,MBX01\\Default Frontend MBX01,08DE287A9F6B0001,0,127.0.0.1:10025,127.0.0.1:54321,<,EHLO client.example,',
        '2026-11-21T23:59:58.123Z,MBX01\\Default Frontend MBX01,08DE287A9F6B0001,1,127.0.0.1:10025,127.0.0.1:54321,*,SMTPSubmit AcceptRoutingHeaders,Set Session Permissions',
        '',
      ].join('\r\n'),
    );
  });

  it('quotes commas and quotes (RFC 4180 §2) and lets no peer forge a line', async () => {
    const log = open();
    log.write(...entry('MAIL FROM:<"a,b"@x>\r\nforged,line\0\u0085\u2028'));
    await log.flush();
    const lines = (await read('RECV20261121-1.log')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[5]).toContain(',"MAIL FROM:<""a,b""@x>\\x0d\\x0aforged,line\\x00\\x85\\x2028",');
  });

  it('is written by itself soon after a line came', async () => {
    open({ limits: { flushMs: 10 } }).write(...entry('NOOP'));
    await eventually(async () => (await read('RECV20261121-1.log')).includes('NOOP'));
  });

  it('makes no file before the first line', async () => {
    open();
    await logs[0]?.close();
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });
});

describe('rollover', () => {
  it('begins a new file when the UTC day ends, numbered from 1', async () => {
    const log = open();
    log.write(...entry('before'));
    await log.flush();
    now = new Date('2026-11-22T00:00:00.000Z');
    log.write(...entry('after'));
    await log.flush();
    expect((await readdir(folder)).sort()).toEqual(['RECV20261121-1.log', 'RECV20261122-1.log']);
  });

  it('begins a new file before one passes the size', async () => {
    const log = open({ limits: { maxFileBytes: 700 } });
    for (let index = 0; index < 6; index += 1) {
      log.write(...entry('x'.repeat(100), index));
      await log.flush();
    }
    const names = await readdir(folder);
    const sizes = await Promise.all(names.map(async (name) => (await read(name)).length));
    expect(names.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(700);
  });

  it('goes on counting when the first files of a day have been deleted', async () => {
    const log = open({ limits: { maxFileBytes: 700, maxDirectoryBytes: 2000 } });
    for (let index = 0; index < 20; index += 1) {
      log.write(...entry('x'.repeat(100), index));
      await log.flush();
    }
    const numbers = (await readdir(folder)).map((name) => Number(/-(\d+)\.log$/.exec(name)?.[1]));
    expect(numbers).not.toContain(1);
    const newest = Math.max(...numbers);
    expect(await read(`RECV20261121-${newest}.log`)).toContain(',19,');
  });

  it('gives each process files of its own', async () => {
    const [first, second] = [open(), open()];
    first.write(...entry('first'));
    second.write(...entry('second'));
    await Promise.all([first.flush(), second.flush()]);
    const texts = await Promise.all((await readdir(folder)).map(read));
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text.match(/first|second/g)).toHaveLength(1);
  });

  it('deletes what is too old, then the oldest past the size of the folder, and no foreign file', async () => {
    await mkdir(folder);
    const old = async (name: string, bytes: number, daysAgo: number) => {
      await writeFile(join(folder, name), 'x'.repeat(bytes));
      const modified = new Date(now.getTime() - daysAgo * 86_400_000);
      await utimes(join(folder, name), modified, modified);
    };
    await old('RECV20261001-1.log', 10, 51);
    await old('RECV20261110-1.log', 800, 11);
    await old('RECV20261115-1.log', 800, 6);
    await old('notes.txt', 5000, 100);
    const log = open({ limits: { maxDirectoryBytes: 1000 } });
    log.write(...entry('NOOP'));
    await log.flush();
    expect((await readdir(folder)).sort()).toEqual(['RECV20261115-1.log', 'RECV20261121-1.log', 'notes.txt']);
  });
});

const run = promisify(execFile);
// Only root can make a small disk.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('a full disk (ENOSPC)', () => {
  beforeEach(async () => {
    await mkdir(folder);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  });
  afterEach(async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
    await run('umount', [folder]);
  });

  it('loses lines and says so, and the log goes on when there is room', async () => {
    const messages: string[] = [];
    const log = open({ onTrouble: (message) => messages.push(message) });
    for (let line = 0; log.dropped === 0 && line < 100; line++) {
      log.write(...entry('x'.repeat(4000), line));
      await log.flush();
    }
    expect(messages).toEqual([expect.stringContaining('ENOSPC')]);
    await rm(join(folder, 'RECV20261121-1.log'));
    log.write(...entry('after'));
    await log.flush();
    expect(messages[1]).toContain('is written again');
    expect(await read('RECV20261121-1.log')).toContain(',<,after,');
  });
});

describe('a disk that cannot be written', () => {
  it('drops lines, says so once, and goes on when it can', async () => {
    // A file in the place of the folder fails every write, for root as well.
    await writeFile(folder, '');
    const messages: string[] = [];
    const log = open({ onTrouble: (message) => messages.push(message) });
    for (const data of ['one', 'two', 'three']) {
      log.write(...entry(data));
      await log.flush();
    }
    expect(log.dropped).toBe(3);
    expect(messages).toEqual([expect.stringContaining('cannot be written: ')]);
    await rm(folder);
    log.write(...entry('four'));
    await log.flush();
    expect(messages[1]).toContain('is written again, 3 lines are lost');
    expect(await read('RECV20261121-1.log')).toContain('four');
  });

  it('keeps a bounded number of lines in memory', () => {
    const log = open({ limits: { flushMs: 60_000, flushBytes: 1_000_000, maxBufferBytes: 1000 } });
    for (let index = 0; index < 50; index += 1) log.write(...entry('x'.repeat(100), index));
    expect(log.dropped).toBeGreaterThan(40);
  });
});
