import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { LogFiles } from '../log-files/log-files.js';
import { ProtocolLog } from './file-protocol-log.js';
import type { LoggedEvent } from './protocol-log-line.js';
import { SessionLines, type LoggedSession } from './session-lines.js';

const connector = 'MBX01\\Default Frontend MBX01';
// A disk that is slow: nothing leaves the buffer until somebody flushes.
const limits = { maxBufferBytes: 1_000_000, flushBytes: 10_000_000, flushMs: 60_000 };

let dir: TempDir;
let files: LogFiles;
let log: ProtocolLog;

beforeEach(async () => {
  dir = await tempDir();
  files = new LogFiles({ folder: () => dir.path });
  log = new ProtocolLog({ files, kind: 'SmtpReceive', limits });
});
afterEach(async () => {
  await files.close();
  await dir.remove();
});

/** A session, and what it writes. */
class Session implements LoggedSession {
  readonly local = { address: '127.0.0.1', port: 25 };
  readonly remote = { address: '127.0.0.9', port: 4711 };
  readonly #lines = new SessionLines(log, this);

  constructor(readonly id: string) {}

  write(event: LoggedEvent): void {
    this.#lines.write(event, connector);
  }
}

function flood(of: Session, lines: number): void {
  for (let line = 0; line < lines; line += 1) of.write({ event: '<', data: 'NOOP' });
}

/** Sequence number, event, data and context of each line of a session. */
async function linesOf({ id }: LoggedSession): Promise<readonly string[][]> {
  await log.flush();
  const texts = await Promise.all(
    (await readdir(dir.path)).map((name) => readFile(join(dir.path, name), 'utf8')),
  );
  const rows = texts
    .join('')
    .split('\r\n')
    .map((line) => line.split(','));
  return rows.filter((row) => row[2] === id).map((row) => [row[3] ?? '', ...row.slice(6)]);
}

it('a flood costs no other session a line, and its own log says what was left out', async () => {
  const [loud, quiet] = [new Session('1'), new Session('2')];
  flood(loud, 10_000);
  for (const data of ['EHLO client.example', 'QUIT']) quiet.write({ event: '<', data });
  loud.write({ event: '-', data: '', context: 'Local' });
  expect(await linesOf(quiet)).toEqual([
    ['0', '<', 'EHLO client.example', ''],
    ['1', '<', 'QUIT', ''],
  ]);
  const lines = await linesOf(loud);
  const [note, end] = lines.slice(-2);
  const kept = lines.length - 2;
  expect(kept).toBeLessThan(10_000);
  expect(note).toEqual(['10000', '*', '', `${10_000 - kept} lines left out`]);
  expect(end).toEqual(['10001', '-', '', 'Local']);
  expect(log.dropped).toBe(0);
});

it('many floods leave room for everybody else', async () => {
  const floods = Array.from({ length: 100 }, (_, index) => new Session(`loud-${index}`));
  for (let round = 0; round < 100; round += 1) for (const each of floods) flood(each, 10);
  const quiet = new Session('quiet');
  for (const data of ['EHLO client.example', 'QUIT']) quiet.write({ event: '<', data });
  expect(await linesOf(quiet)).toHaveLength(2);
  expect(log.dropped).toBe(0);
});

it('a session that was too loud is logged again as soon as its lines have left', async () => {
  const loud = new Session('1');
  flood(loud, 10_000);
  await log.flush();
  loud.write({ event: '<', data: 'QUIT' });
  const last = (await linesOf(loud)).slice(-2);
  expect(last).toEqual([
    ['10000', '*', '', expect.stringMatching(/^\d+ lines left out$/)],
    ['10001', '<', 'QUIT', ''],
  ]);
});
