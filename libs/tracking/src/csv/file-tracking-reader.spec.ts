import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { LogFiles } from '@mailyard/telemetry';
import { tempDir, type TempDir } from '@mailyard/testing';

import { FileMessageTracking } from '../file-message-tracking.js';
import { received } from '../spec-support/example-event.js';
import { readTrackingFile } from './file-tracking-reader.js';
import type { TrackingRow } from './tracking-fields.js';

let dir: TempDir;

beforeEach(async () => {
  dir = await tempDir();
});
afterEach(() => dir.remove());

describe('a tracking file is read', () => {
  it('by its #Fields line: an older one has fewer fields', async () => {
    const path = join(dir.path, 'MSGTRK20100101-1.LOG');
    await writeFile(
      path,
      [
        '#Software: Microsoft Exchange Server',
        '#Version: 14.0.0.0',
        '#Log-type: Message Tracking Log',
        '#Date: 2010-01-01T00:00:00.000Z',
        '#Fields: date-time,event-id,source,message-subject,recipient-address',
        '2010-01-01T00:00:00.000Z,DELIVER,STOREDRIVER,"a, ""b""",x@contoso.com;y@contoso.com',
        'damaged,"line',
        '',
      ].join('\r\n'),
    );
    const damaged: string[] = [];
    const found: TrackingRow[] = [];
    for await (const { row } of readTrackingFile(path, { onDamaged: (line) => damaged.push(line) })) {
      found.push(row);
    }
    expect(damaged).toEqual(['damaged,"line']);
    expect(found).toEqual([
      expect.objectContaining({
        'event-id': 'DELIVER',
        'message-subject': 'a, "b"',
        'recipient-address': 'x@contoso.com;y@contoso.com',
        'network-message-id': '',
      }),
    ]);
  });

  it('from where it was left, without a line that is still being written', async () => {
    const files = new LogFiles({ folder: () => dir.path });
    const now = () => new Date('2026-11-21T23:59:58.123Z');
    const tracking = new FileMessageTracking({ prefix: 'MSGTRK', files, withSubject: () => true, now });
    tracking.track({ ...received, messageSubject: 'Grüße' });
    tracking.track(received);
    await files.close();
    const path = join(dir.path, 'MSGTRK2026112123-1.LOG');
    const ends: number[] = [];
    for await (const { end } of readTrackingFile(path)) ends.push(end);
    const [first = 0, second = 0] = ends;
    const later = async (from: number) => {
      const subjects: string[] = [];
      for await (const { row } of readTrackingFile(path, { from })) subjects.push(row['message-subject']);
      return subjects;
    };
    expect(await later(first)).toEqual(['Prices, and a "quote"']);
    await appendFile(path, '2026-11-21T23:59:58.123Z,half');
    expect(await later(second)).toEqual([]);
    await appendFile(path, `${','.repeat(7)}SEND${','.repeat(21)}\r\n`);
    expect(await later(second)).toEqual(['']);
  });
});
