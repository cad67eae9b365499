import { setTimeout as pause } from 'node:timers/promises';

import { edgeSubscription } from '@mailyard/directory';
import { syncTypes, type SyncRecord } from '@mailyard/edge-sync';
import { z } from 'zod';

import { operation } from '../operation.js';
import { edgesNamed } from './known-edge.js';

const row = z
  .object({
    result: z.enum(['Success', 'CouldNotConnect', 'Rejected']),
    type: z.enum(syncTypes),
    name: z.string().describe('Of the Edge server.'),
    failureDetails: z.string().optional(),
    startUtc: z.string(),
    endUtc: z.string(),
    scanned: z.int().describe('Objects, or addresses of recipients, that the Edge is told of.'),
    updated: z.int().describe('1: something of this kind was new to the Edge.'),
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
    for (const { Name } of edgesNamed(targetServer, directory.organization)) {
      const until = performance.now() + opensWithinMs;
      for (const type of syncTypes) {
        // The first push may have changed the subscription: its secret is used once.
        const now = edgeSubscription(Name, directory.organization);
        if (now === undefined) break;
        const full = forceFullSync || forceUpdateCookie;
        // A bundle after the other: each has the next serial number.
        // eslint-disable-next-line no-await-in-loop
        const record = await connected(until, () => synchronizer.synchronize(now, type, full));
        rows.push({
          result: record.result,
          type,
          name: Name,
          ...(record.reason !== undefined && { failureDetails: record.reason }),
          startUtc: record.startedAt,
          endUtc: record.endedAt,
          scanned: record.scanned,
          updated: record.changed,
          serial: record.serial,
        });
      }
    }
    return rows;
  },
});

/** What an Edge needs at most to listen once it is subscribed. */
const opensWithinMs = 5_000;

/** Who types one command after the other is there before the Edge listens. */
async function connected(until: number, synchronize: () => Promise<SyncRecord>): Promise<SyncRecord> {
  const record = await synchronize();
  if (record.result !== 'CouldNotConnect' || performance.now() > until) return record;
  await pause(250);
  return connected(until, synchronize);
}
