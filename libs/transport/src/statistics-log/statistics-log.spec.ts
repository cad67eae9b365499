import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CsvLog, LogFiles, Metrics } from '@mailyard/telemetry';
import { tempDir } from '@mailyard/testing';

import { StatisticsLog, statisticsLogForm } from './statistics-log.js';

it('the server statistics log: what a hub counts, and its growth since the minute before', async () => {
  const metrics = new Metrics({ service: 'hub-transport', instance: 'host-1:42' });
  const accepted = metrics.counter('mailyard_test_messages_total', { help: 'x', labels: ['outcome'] });
  const open = metrics.gauge('mailyard_test_sessions', { help: 'x' });
  const took = metrics.histogram('mailyard_test_seconds', { help: 'x', buckets: [1, 2] });
  const dir = await tempDir();
  const files = new LogFiles({ folder: () => dir.path });
  const fault = (error: unknown): never => {
    throw error;
  };
  const log = new StatisticsLog({ metrics, log: new CsvLog(files, statisticsLogForm), onFault: fault });
  accepted.inc({ outcome: 'a, b' }, 3);
  took.observe({}, 0.5);
  await log.look();
  accepted.inc({ outcome: 'a, b' }, 4);
  open.set(7);
  await log.look();
  files.configure(() => ({ dir: undefined, limits: {} }));
  await log.look();
  await files.close();
  const [name = ''] = await readdir(dir.path);
  expect(name).toMatch(/^SERVERSTATS\d{8}-1\.log$/i);
  const [, , type, , fields, ...rows] = (await readFile(join(dir.path, name), 'utf8')).split('\r\n');
  expect([type, fields]).toEqual([
    '#Log-Type: Server Statistics Log',
    '#Fields: date-time,instance,counter,labels,value,change',
  ]);
  const ours = rows.filter((row) => row.includes('mailyard_test')).map((row) => row.replace(/^[^,]*,/, ''));
  expect(ours).toEqual([
    'host-1:42,mailyard_test_messages_total,"outcome=a, b",3,3',
    'host-1:42,mailyard_test_seconds_sum,,0.5,0.5',
    'host-1:42,mailyard_test_seconds_count,,1,1',
    'host-1:42,mailyard_test_messages_total,"outcome=a, b",7,4',
    'host-1:42,mailyard_test_sessions,,7,',
    'host-1:42,mailyard_test_seconds_sum,,0.5,0',
    'host-1:42,mailyard_test_seconds_count,,1,0',
  ]);
  expect(rows.some((row) => row.includes(',process_resident_memory_bytes,,'))).toBe(true);
  await dir.remove();
});
