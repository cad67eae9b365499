import { parseTimeSpan } from '@mailyard/schema';

import { testMailflow } from '../../connectivity/test-mailflow.js';
import { ParameterError } from '../binding/parameter-error.js';
import { identityParameter, parameter, type Cmdlet } from '../cmdlet.js';
import { spanValue } from '../values/rich-value.js';

const outcomes = {
  Success: 'Success',
  Failure: '*FAILURE*',
  Late: '*FAILURE*',
  // Tracking has not told yet, which is no failure of mail.
  Unconfirmed: 'Unconfirmed',
} as const;

export const mailflowCmdlet: Cmdlet = {
  name: 'Test-Mailflow',
  synopsis: 'Sends a message to a mailbox by the Front End of a server, and tells how long it took.',
  parameters: [
    identityParameter('TransportService', {
      description: 'The server that gets it first; default: this one.',
    }),
    parameter('TargetEmailAddress', 'Who gets it; default: the postmaster of the default domain.'),
    parameter('ErrorLatency', 'Later than that is a failure; seconds, or a time span.', {
      default: '00:00:15',
    }),
  ],
  output: {
    typeName: 'Microsoft.Exchange.Monitoring.TestMailflowOutcome',
    columns: ['TestMailflowResult', 'MessageLatencyTime', 'IsRemoteTest'],
  },
  confirms: false,
  changes: false,
  examples: [
    { command: 'Test-Mailflow', description: 'To the postmaster, by the Front End of this server.' },
    {
      command: 'Test-Mailflow MBX01 -TargetEmailAddress alice@contoso.com',
      description: 'To a mailbox, which really gets the message.',
    },
  ],
  async run({ parameters: { Identity, TargetEmailAddress, ErrorLatency }, order }) {
    const { outcome, latencyMs, isRemote, details, ...about } = await order(testMailflow, {
      server: Identity ?? undefined,
      recipient: TargetEmailAddress ?? undefined,
      errorLatencyMs: latencyOf(ErrorLatency),
    });
    return {
      output: [
        {
          TestMailflowResult: outcomes[outcome],
          MessageLatencyTime: latencyMs === undefined ? null : spanValue(latencyMs),
          IsRemoteTest: isRemote,
          Server: about.server,
          TargetEmailAddress: about.recipient,
          MessageId: about.messageId,
          Details: details,
          Identity: about.server,
          IsValid: true,
          ObjectState: 'New',
        },
      ],
      warnings: outcome === 'Success' ? [] : [details],
    };
  },
};

/** A number is of seconds, as in Exchange. */
function latencyOf(said: unknown): number | undefined {
  if ((said ?? null) === null) return undefined;
  const text = String(said);
  const time = /^\d+$/.test(text) ? Number(text) * 1000 : parseTimeSpan(text);
  if (time === undefined) throw new ParameterError('ErrorLatency', 'must be a time span', { value: said });
  return time;
}
