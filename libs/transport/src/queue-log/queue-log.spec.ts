import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CsvLog, LogFiles } from '@mailyard/telemetry';
import { eventually, tempDir } from '@mailyard/testing';

import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';
import { QueueLog, queueLogForm } from './queue-log.js';

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());

it('the queue log: a row of each queue with ten messages or more, from the hub whose turn it is', async () => {
  const hub = await site.startHub();
  const outside = recipient('x@fabrikam.example');
  for (let sent = 0; sent < 10; sent += 1) await hub.submit([outside]);
  const unreachable = async () => (await site.queue('Unreachable'))?.messageCount;
  await eventually(async () => expect(await unreachable()).toBe(10));
  const dir = await tempDir();
  const files = new LogFiles({ folder: () => dir.path });
  const log = new CsvLog(files, queueLogForm);
  const turns = [true, false];
  const queueLog = new QueueLog({
    catalog: site.catalog,
    log,
    isMine: () => Promise.resolve(turns.shift() ?? false),
    onFault: (error) => expect(error).toBeUndefined(),
  });
  await queueLog.look();
  await queueLog.look();
  await files.close();
  const [name = ''] = await readdir(dir.path);
  expect(name).toMatch(/^QUEUELOG\d{8}-1\.log$/i);
  const [, , type, , fields, ...rows] = (await readFile(join(dir.path, name), 'utf8')).split('\r\n');
  expect(type).toBe('#Log-Type: Queue Log');
  expect(fields).toMatch(/^#Fields: date-time,queue-identity,status,message-count,/);
  expect(rows).toEqual([
    expect.stringMatching(/^[\d-]+T[\d:.]+Z,MBX01\\Unreachable,\w+,10,Unreachable,/),
    '',
  ]);
  await dir.remove();
});
