import {
  edgeSyncServiceConfig,
  type EdgeSubscription,
  type EdgeSyncServiceConfig,
} from '@mailyard/directory';
import { EdgeUnreachable, syncInterval, syncTypes, type EdgeRecord } from '@mailyard/edge-sync';
import { smtpAddress } from '@mailyard/schema';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import type { EdgeContext } from './edge-context.js';
import { edgesNamed } from './known-edge.js';

const compared = z.enum(['Synchronized', 'NotSynchronized', 'Skipped']);

const row = z
  .object({
    name: z.string(),
    syncStatus: z.enum(['Normal', 'Warning', 'Failed', 'Inconclusive']),
    leaseHolder: z.string().optional().describe('Who pushes at present.'),
    leaseExpiryUtc: z.string().optional(),
    lastSynchronizedUtc: z.string().optional(),
    cookieExpiryUtc: z.string().optional().describe('Until when what the Edge has is good.'),
    failureDetail: z.string().optional(),
    configurationStatus: compared,
    topologyStatus: compared,
    recipientStatus: compared,
    recipientFound: z.boolean().optional().describe('Of verifyRecipient: the Edge knows the address.'),
  })
  .readonly();

type Row = z.output<typeof row>;

export const testEdgeSynchronization = operation({
  name: 'Test-EdgeSynchronization',
  summary: 'Tells whether subscribed Edge servers are up to date, and whether they know a recipient.',
  input: z.object({
    targetServer: z.string().max(1024).optional().describe('This Edge server alone.'),
    verifyRecipient: smtpAddress.optional().describe('Asks the Edge for this address alone.'),
    fullCompareMode: z.boolean().default(false).describe('Compares what the Edge has with what it should.'),
    excludeRecipientTest: z.boolean().default(false).describe('With fullCompareMode: all but recipients.'),
  }),
  output: z.array(row).readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Edge Subscriptions', 'Monitoring'],
  audit: false,
  async run(
    { targetServer, verifyRecipient, fullCompareMode, excludeRecipientTest },
    { directory, edge: load },
  ) {
    const edge = await load();
    const edges = edgesNamed(targetServer, directory.organization);
    if (verifyRecipient !== undefined && fullCompareMode) {
      throw new OperationError('verifyRecipient and fullCompareMode exclude each other');
    }
    return Promise.all(
      edges.map(async (subscription): Promise<Row> => {
        const fresh = await freshness(subscription, edge, edgeSyncServiceConfig(directory.organization));
        if (verifyRecipient !== undefined) {
          return { ...fresh, ...(await verified(verifyRecipient, subscription, edge)) };
        }
        return fullCompareMode
          ? { ...fresh, ...(await comparison(subscription, { edge, excludeRecipientTest })) }
          : fresh;
      }),
    );
  },
});

/** What a push may take, and whoever takes over. */
const slackMs = 60_000;

/** Lease and outcomes of the last pushes: nothing is asked of the Edge. */
async function freshness(
  { Name, Guid }: EdgeSubscription,
  edge: EdgeContext,
  config: EdgeSyncServiceConfig,
): Promise<Row> {
  const record = await edge.synchronizer.records.of(Guid);
  const lease = await edge.lease();
  const failureDetail = problemOf(record, config, Date.now());
  const lasts = syncTypes.flatMap((type) => record.pushes[type]?.lastSuccess ?? []);
  const lastSynchronizedUtc = lasts.toSorted()[0];
  return {
    name: Name,
    syncStatus: failureDetail === undefined ? 'Normal' : 'Failed',
    ...(lease && { leaseHolder: lease.holder, leaseExpiryUtc: lease.expires.toISOString() }),
    ...(lastSynchronizedUtc !== undefined && { lastSynchronizedUtc }),
    ...(record.validUntil !== undefined && { cookieExpiryUtc: record.validUntil }),
    ...(failureDetail !== undefined && { failureDetail }),
    configurationStatus: 'Skipped',
    topologyStatus: 'Skipped',
    recipientStatus: 'Skipped',
  };
}

function problemOf({ pushes }: EdgeRecord, config: EdgeSyncServiceConfig, now: number): string | undefined {
  for (const type of syncTypes) {
    const push = pushes[type];
    if (push === undefined) return `${type} was never pushed`;
    if (push.result !== 'Success') return `${type}: ${push.result}: ${push.reason ?? ''}`;
    if (now - Date.parse(push.endedAt) > 2 * syncInterval(type, config) + slackMs) {
      return `${type} was pushed last at ${push.endedAt}: nobody pushes`;
    }
  }
  return undefined;
}

async function verified(
  address: string,
  subscription: EdgeSubscription,
  edge: EdgeContext,
): Promise<Partial<Row>> {
  return ofEdge(async () => {
    const found = await (await edge.synchronizer.client(subscription)).recipient(address);
    return {
      syncStatus: found === true ? 'Normal' : 'Failed',
      recipientStatus: found === true ? 'Synchronized' : 'NotSynchronized',
      recipientFound: found === true,
      ...(found === null && { failureDetail: 'the Edge has no recipients yet' }),
    };
  });
}

async function comparison(
  subscription: EdgeSubscription,
  { edge, excludeRecipientTest }: { readonly edge: EdgeContext; readonly excludeRecipientTest: boolean },
): Promise<Partial<Row>> {
  return ofEdge(async () => {
    const { differs, state } = await edge.synchronizer.compare(subscription);
    const counted = differs.filter((name) => !(excludeRecipientTest && name === 'recipients'));
    const statusOf = (name: (typeof differs)[number]) =>
      differs.includes(name) ? ('NotSynchronized' as const) : ('Synchronized' as const);
    return {
      syncStatus: counted.length === 0 ? 'Normal' : 'Failed',
      configurationStatus: statusOf('configuration'),
      topologyStatus: statusOf('topology'),
      recipientStatus: excludeRecipientTest ? 'Skipped' : statusOf('recipients'),
      ...(counted.length > 0 && { failureDetail: `at the Edge differ: ${counted.join(', ')}` }),
      ...(state.validUntil !== undefined && { cookieExpiryUtc: state.validUntil }),
    };
  });
}

/** Whom nobody reaches nobody can judge. */
async function ofEdge(ask: () => Promise<Partial<Row>>): Promise<Partial<Row>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof EdgeUnreachable)) throw error;
    return { syncStatus: 'Inconclusive', failureDetail: `the Edge cannot be asked: ${error.message}` };
  }
}
