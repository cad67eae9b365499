import { getEdgeSubscription } from '../../edge/get-edge-subscription.js';
import { startEdgeSynchronization } from '../../edge/start-edge-synchronization.js';
import { testEdgeSynchronization } from '../../edge/test-edge-synchronization.js';
import { parameter, type Cmdlet } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';

const target = parameter('TargetServer', 'This Edge server alone.', { objects: 'EdgeSubscription' });
const flag = (name: string, description: string) => parameter(name, description, { type: 'switch' });

export const startSynchronizationCmdlet: Cmdlet = {
  name: 'Start-EdgeSynchronization',
  synopsis: 'Brings subscribed Edge servers up to date now.',
  parameters: [
    target,
    flag('ForceFullSync', 'Also what the Edge has already.'),
    flag('ForceUpdateCookie', 'What is remembered of the Edge is learned from it again.'),
  ],
  output: { typeName: 'Microsoft.Exchange.EdgeSync.Status', columns: ['Result', 'Type', 'Name', 'Scanned'] },
  confirms: false,
  changes: true,
  examples: [{ command: 'Start-EdgeSynchronization', description: 'A row for each Edge server and kind.' }],
  async run({ parameters: { TargetServer, ForceFullSync, ForceUpdateCookie }, whatIf, order }) {
    if (whatIf) {
      const edges = await order(getEdgeSubscription, { identity: TargetServer ?? undefined });
      return triedOn(
        'Start-EdgeSynchronization',
        edges.map(({ name }) => name),
      );
    }
    const rows = await order(startEdgeSynchronization, {
      targetServer: TargetServer ?? undefined,
      forceFullSync: ForceFullSync === true,
      forceUpdateCookie: ForceUpdateCookie === true,
    });
    return {
      output: rows.map((row) => ({
        Result: row.result,
        Type: row.type,
        Name: row.name,
        FailureDetails: row.failureDetails ?? '',
        StartUTC: row.startUtc,
        EndUTC: row.endUtc,
        Scanned: row.scanned,
        Added: row.added,
        Deleted: row.deleted,
        Updated: row.updated,
        Serial: row.serial,
      })),
    };
  },
};

export const testSynchronizationCmdlet: Cmdlet = {
  name: 'Test-EdgeSynchronization',
  synopsis: 'Tells whether subscribed Edge servers are up to date, and whether they know a recipient.',
  parameters: [
    target,
    parameter('VerifyRecipient', 'Asks the Edge for this address alone.'),
    flag('FullCompareMode', 'Compares what the Edge has with what it should.'),
    flag('ExcludeRecipientTest', 'With FullCompareMode: all but recipients.'),
  ],
  parameterSets: [['VerifyRecipient'], ['FullCompareMode', 'ExcludeRecipientTest']],
  output: {
    typeName: 'Microsoft.Exchange.Monitoring.EdgeSyncRecord',
    columns: ['Name', 'SyncStatus', 'LastSynchronizedUtc', 'RecipientStatus'],
  },
  confirms: false,
  changes: false,
  examples: [
    {
      command: 'Test-EdgeSynchronization -VerifyRecipient alice@contoso.com',
      description: 'Whether the Edge takes mail for her.',
    },
  ],
  async run({ parameters, order }) {
    const rows = await order(testEdgeSynchronization, {
      targetServer: parameters['TargetServer'] ?? undefined,
      verifyRecipient: parameters['VerifyRecipient'] ?? undefined,
      fullCompareMode: parameters['FullCompareMode'] === true,
      excludeRecipientTest: parameters['ExcludeRecipientTest'] === true,
    });
    return {
      output: rows.map((row) => ({
        SyncStatus: row.syncStatus,
        UtcNow: new Date().toISOString(),
        Name: row.name,
        LeaseHolder: row.leaseHolder ?? '',
        LeaseExpiryUtc: row.leaseExpiryUtc ?? null,
        LastSynchronizedUtc: row.lastSynchronizedUtc ?? null,
        CookieExpiryUtc: row.cookieExpiryUtc ?? null,
        TransportConfigStatus: row.configurationStatus,
        TransportServerStatus: row.topologyStatus,
        RecipientStatus: row.recipientStatus,
        ...(row.recipientFound === undefined ? {} : { RecipientFound: row.recipientFound }),
        FailureDetail: row.failureDetail ?? '',
      })),
    };
  },
};
