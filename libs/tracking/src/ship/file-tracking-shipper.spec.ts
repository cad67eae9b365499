import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { Degradations, silentLog } from '@mailyard/service';
import { eventually, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { TrackingShipper, type ShipperLimits } from './file-tracking-shipper.js';
import { TrackingStream, type StreamEntry } from './redis-tracking-stream.js';

const header = '#Software: Mailyard\r\n#Fields: date-time,event-id\r\n';

let redis: TestRedis;
let dir: TempDir;
let stream: TrackingStream;
let shippers: TrackingShipper[];
let errors: string[];
let degradations: Degradations;
/** How long lines wait, as on a busy machine. */
let waitMs: number;

beforeEach(async () => {
  [redis, dir] = [await startRedis(), await tempDir()];
  stream = new TrackingStream(redis.client(), 'MBX01');
  [shippers, errors, degradations, waitMs] = [[], [], new Degradations(), 0];
});
afterEach(async () => {
  await Promise.all(shippers.map((shipper) => shipper.stop()));
  await redis.stop();
  await dir.remove();
});

function ship(
  limits: Partial<ShipperLimits> = {},
  folder: () => string | undefined = () => dir.path,
): TrackingShipper {
  const shipper = new TrackingShipper({
    redis: redis.client(),
    server: 'MBX01',
    instance: `process ${shippers.length}`,
    dir: folder,
    patience: { waitMs: () => waitMs },
    degradations,
    log: { ...silentLog, error: (line: string) => void errors.push(line) },
    limits: { intervalMs: 10, listMs: 20, leaseMs: 300, ...limits },
  });
  shippers.push(shipper);
  shipper.start();
  return shipper;
}

const write = (name: string, text: string) => appendFile(join(dir.path, name), text);
const row = (number: number) => `2026-10-01T08:00:00.${String(number).padStart(3, '0')}Z,RECEIVE\r\n`;

async function entries(): Promise<readonly StreamEntry[]> {
  return stream.read('0', 1000);
}

/** Rows of all parts, each of which must have its fields with it. */
async function shipped(): Promise<readonly string[]> {
  const parts = (await entries()).flatMap((entry) => ('lines' in entry ? [entry.lines.toString()] : []));
  expect(parts.every((part) => part.includes('#Fields: date-time,event-id\r\n'))).toBe(true);
  return parts.flatMap((part) => part.split('\r\n').filter((line) => line !== '' && !line.startsWith('#')));
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => row(at).trim());

it('whole lines reach the stream once, with their fields, and a line that is being written waits for its end', async () => {
  await write('MSGTRK2026100108-1.LOG', header + row(0) + row(1).slice(0, 12));
  await write('other.log', header + row(9));
  ship();
  await eventually(async () => expect(await shipped()).toEqual(numbered(1)));
  await write('MSGTRK2026100108-1.LOG', row(1).slice(12) + row(2));
  await write('MSGTRKMD2026100108-1.LOG', header + row(3));
  await eventually(async () => expect((await shipped()).toSorted()).toEqual(numbered(4)));
});

it('another process goes on where the last one stopped, and two at once ship nothing twice', async () => {
  await write('MSGTRK2026100108-1.LOG', header + row(0));
  const first = ship();
  ship();
  await eventually(async () => expect(await shipped()).toEqual(numbered(1)));
  await first.stop();
  await write('MSGTRK2026100108-1.LOG', row(1));
  await eventually(async () => expect(await shipped()).toEqual(numbered(2)));
});

it('one that is killed is followed by another one when its lease is over', async () => {
  await write('MSGTRK2026100108-1.LOG', header + row(0));
  ship();
  await eventually(async () => expect(await shipped()).toEqual(numbered(1)));
  // What a process that is killed leaves behind: a lease that nobody gives back.
  const [lease = ''] = await redis.client().keys('{mailyard}:tracking:folder:*');
  await shippers.pop()?.stop();
  await redis.client().set(lease, 'dead process', 'PX', 300);
  await write('MSGTRK2026100108-1.LOG', row(1));
  ship();
  await eventually(async () => expect(await shipped()).toEqual(numbered(2)));
});

it('waits while the stream is full, says so, and goes on without a gap', async () => {
  // No two parts fit.
  ship({ streamBytes: 150 });
  await write('MSGTRK2026100108-1.LOG', header + row(0));
  await eventually(async () => expect(await shipped()).toEqual(numbered(1)));
  await write('MSGTRK2026100108-1.LOG', row(1));
  await eventually(() =>
    expect(degradations.current).toMatchObject([{ code: 'tracking-store-behind', subject: 'MBX01' }]),
  );
  const seen = new Set<string>();
  await eventually(async () => {
    for (const line of await shipped()) seen.add(line);
    await stream.settle(await entries());
    expect([...seen]).toEqual(numbered(2));
  });
  await eventually(() => expect(degradations.current).toEqual([]));
  expect(await stream.bytes()).toBe(0);
});

it('lines wait while the machine is busy, the older ones shorter, and all of them go when it is not any more', async () => {
  const at = (ageMs: number) => `${new Date(Date.now() - ageMs).toISOString()},RECEIVE\r\n`;
  const [older, younger] = [at(120_000), at(0)];
  waitMs = 60_000;
  await write('MSGTRK2026100108-1.LOG', header + older);
  await write('MSGTRK2026100109-1.LOG', header + younger);
  const shipper = ship();
  await eventually(async () => expect(await shipped()).toEqual([older.trim()]));
  // What is deleted while it waits is known to have been there.
  await eventually(async () =>
    expect((await stream.places()).map(({ bytes }) => bytes)).toContain(header.length + younger.length),
  );
  await shipper.stop();
  expect(await shipped()).toEqual([older.trim()]);
  waitMs = 0;
  ship();
  await eventually(async () => expect(await shipped()).toEqual([older.trim(), younger.trim()]));
});

it('a folder that the log leaves keeps nothing that waits', async () => {
  const line = `${new Date().toISOString()},RECEIVE\r\n`;
  let folder: string | undefined = dir.path;
  waitMs = 60_000;
  await write('MSGTRK2026100108-1.LOG', header + line);
  ship({}, () => folder);
  await eventually(async () => expect(await stream.places()).toHaveLength(1));
  expect(await shipped()).toEqual([]);
  folder = join(dir.path, 'elsewhere');
  await mkdir(folder);
  await eventually(async () => expect(await shipped()).toEqual([line.trim()]));
});

it('a file that is deleted before it was read is a gap, in the log and in the stream; also when nobody was there', async () => {
  const first = ship({ streamBytes: 150 });
  await write('MSGTRK2026100108-1.LOG', header + row(0));
  await eventually(async () => expect(await shipped()).toEqual(numbered(1)));
  await write('MSGTRK2026100109-1.LOG', header + row(1));
  await eventually(async () =>
    expect((await stream.places()).map(({ bytes }) => bytes)).toContain(header.length + row(1).length),
  );
  await first.stop();
  await rm(join(dir.path, 'MSGTRK2026100109-1.LOG'));
  ship({ streamBytes: 150 });
  const lost = { server: 'MBX01', file: 'MSGTRK2026100109-1.LOG', bytes: header.length + row(1).length };
  await eventually(async () =>
    expect((await entries()).flatMap((entry) => ('gap' in entry ? [entry.gap] : []))).toMatchObject([
      { ...lost, from: Date.UTC(2026, 9, 1, 9) },
    ]),
  );
  expect(errors).toEqual([expect.stringContaining('MSGTRK2026100109-1.LOG was deleted before its last')]);
});

it('a file that was read and is deleted leaves nothing behind', async () => {
  await write('MSGTRK2026100108-1.LOG', header + row(0));
  ship();
  await eventually(async () => expect(await stream.places()).toHaveLength(1));
  await rm(join(dir.path, 'MSGTRK2026100108-1.LOG'));
  await eventually(async () => expect(await stream.places()).toEqual([]));
  expect(errors).toEqual([]);
});

it('Redis away, rows wait in the file', async () => {
  ship();
  await write('MSGTRK2026100108-1.LOG', header + row(0));
  await eventually(async () => expect(await shipped()).toEqual(numbered(1)));
  await redis.kill();
  await write('MSGTRK2026100108-1.LOG', row(1));
  await redis.restart();
  await eventually(async () => expect(await shipped()).toEqual(numbered(2)));
});

it('another folder is read from when the log moves there', async () => {
  let folder: string | undefined = dir.path;
  ship({}, () => folder);
  await write('MSGTRK2026100108-1.LOG', header + row(0));
  await eventually(async () => expect(await shipped()).toEqual(numbered(1)));
  await write('MSGTRK2026100108-1.LOG', row(1));
  folder = join(dir.path, 'elsewhere');
  await mkdir(folder);
  await write('elsewhere/MSGTRK2026100108-1.LOG', header + row(2));
  await eventually(async () => expect(await shipped()).toEqual(numbered(3)));
});
