import { setTimeout as pause } from 'node:timers/promises';

import { syncResults, syncTypes, type SyncRecord, type SyncRecords } from '@mailyard/edge-sync';
import { z } from 'zod';

import { operation } from '../operation.js';
import { edgesNamed } from './known-edge.js';

const row = z
  .object({
    result: z.enum(syncResults),
    type: z.enum(syncTypes),
    name: z.string().describe('Of the Edge server.'),
    failureDetails: z.string().optional(),
    startUtc: z.string(),
    endUtc: z.string(),
    scanned: z.int().describe('Objects, or addresses of recipients, that the Edge is told of.'),
    added: z.int().describe('As the Edge says: of those it had none.'),
    deleted: z.int(),
    updated: z.int(),
    serial: z.int().describe('Of the bundle; 0: none was sent.'),
  })
  .readonly();

export const startEdgeSynchronization = operation({
  name: 'Start-EdgeSynchronization',
  summary: 'Brings subscribed Edge servers up to date now: a row for each server and kind.',
  input: z.object({
    targetServer: z.string().max(1024).optional().describe('This Edge server alone.'),
    forceFullSync: z.boolean().default(false).describe('Also what it has already.'),
    forceUpdateCookie: z
      .boolean()
      .default(false)
      .describe('What is remembered of the Edge is forgotten, and learned from it again.'),
  }),
  output: z.array(row).readonly(),
  right: 'Edge Subscriptions',
  audit: true,
  modified: (rows) => rows.map(({ name, type, result }) => `${type} of ${name}: ${result}`),
  async run({ targetServer, forceFullSync, forceUpdateCookie }, { directory, edge }) {
    const { synchronizer } = await edge();
    const rows: z.output<typeof row>[] = [];
    for (const subscription of edgesNamed(targetServer, directory.organization)) {
      const full = forceFullSync || forceUpdateCookie;
      // An Edge after the other: each is told when it is its turn.
      // eslint-disable-next-line no-await-in-loop
      const records = await connected(performance.now() + opensWithinMs, () =>
        synchronizer.synchronize(subscription, syncTypes, full),
      );
      for (const type of syncTypes) {
        const record = records[type];
        if (record !== undefined) rows.push({ ...rowOf(record), type, name: subscription.Name });
      }
    }
    return rows;
  },
});

function rowOf(record: SyncRecord): Omit<z.output<typeof row>, 'type' | 'name'> {
  const { result, reason, startedAt, endedAt, scanned, added, deleted, updated, serial } = record;
  return {
    result,
    ...(reason !== undefined && { failureDetails: reason }),
    startUtc: startedAt,
    endUtc: endedAt,
    scanned,
    added,
    deleted,
    updated,
    serial,
  };
}

/** What an Edge needs at most to listen once it is subscribed. */
const opensWithinMs = 5_000;

/** Who types one command after the other is there before the Edge listens. */
async function connected(until: number, synchronize: () => Promise<SyncRecords>): Promise<SyncRecords> {
  const records = await synchronize();
  const isAway = Object.values(records).some(({ result }) => result === 'CouldNotConnect');
  if (!isAway || performance.now() > until) return records;
  await pause(250);
  return connected(until, synchronize);
}
