import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir } from '@mailyard/testing';

import { LogFiles } from '../log-files/log-files.js';
import { ConnectivityLog } from './file-connectivity-log.js';

it('the connectivity log has Exchange’s columns, a line an event, and no line of others', async () => {
  const dir = await tempDir();
  const files = new LogFiles({ folder: () => dir.path });
  const log = new ConnectivityLog({ files, now: () => new Date('2026-11-21T10:00:00.123Z') });
  const common = { session: '08DE287A9F6B0001', destination: '[192.0.2.1],relay.example.com' };
  log.write({ ...common, direction: '+', description: 'SmartHostConnectorDelivery' });
  log.write({ ...common, direction: '-', description: 'said "no"\r\nforged' });
  await files.close();
  const [name = ''] = await readdir(dir.path);
  expect(name).toMatch(/^CONNECTLOG20261121-\d+\.LOG$/i);
  const lines = (await readFile(join(dir.path, name), 'utf8')).split('\r\n');
  expect(lines[4]).toBe('#Fields: date-time,session,source,Destination,direction,description');
  expect(lines.slice(5)).toEqual([
    '2026-11-21T10:00:00.123Z,08DE287A9F6B0001,SMTP,"[192.0.2.1],relay.example.com",+,SmartHostConnectorDelivery',
    String.raw`2026-11-21T10:00:00.123Z,08DE287A9F6B0001,SMTP,"[192.0.2.1],relay.example.com",-,"said ""no""\x0d\x0aforged"`,
    '',
  ]);
  await dir.remove();
});
