import type { TransportAgent } from '@mailyard/directory';
import { CsvLog, type LogFiles } from '@mailyard/telemetry';

import type { AgentAction } from '../contract/agent-answer.js';
import type { AgentRequest } from '../contract/agent-request.js';
import type { AgentOutcome } from '../host/agent-runner.js';

/** Of a message to thousands the first recipients are named. */
const recipientsNamed = 100;

const fields = (
  'Timestamp SessionId LocalEndpoint RemoteEndpoint EnteredOrgFromIP MessageId P1FromAddress P2FromAddresses ' +
  'Recipient NumRecipients Agent Event Action SmtpResponse Reason ReasonData'
).split(' ');

/** What becomes of a message whose agent has failed. */
const afterFailure = { Accept: 'AcceptMessage', Defer: 'DeferMessage', Refuse: 'RejectMessage' } as const;

/** Exchange's agent log: a row for each action of an installed agent. */
export class AgentLog {
  readonly #log: CsvLog;

  constructor(files: LogFiles) {
    this.#log = new CsvLog(files, {
      name: 'Agent',
      title: 'agent log',
      type: 'Agent Log',
      prefix: 'AGENTLOG',
      fields,
    });
  }

  write(
    { Name, FailurePolicy }: TransportAgent,
    { event, message }: AgentRequest,
    outcome: AgentOutcome,
  ): void {
    const { sessionId, client, messageId, reversePath } = message;
    const from = message.headers.filter(({ name }) => name.toLowerCase() === 'from');
    const row = (action: string, recipients: readonly string[], why: Why): void =>
      this.#log.write([
        sessionId,
        undefined,
        undefined,
        client.ip,
        messageId,
        reversePath,
        from.map(({ value }) => value).join(';'),
        recipients.slice(0, recipientsNamed).join(';'),
        recipients.length,
        Name,
        event,
        action,
        why.reply,
        why.reason,
        why.reasonData,
      ]);
    const all = message.recipients.map(({ address }) => address);
    if (outcome.of === 'failure') {
      row(afterFailure[FailurePolicy], all, { reason: 'AgentFailed', reasonData: outcome.reason });
      return;
    }
    for (const action of outcome.actions) {
      row(action.action, 'recipients' in action ? action.recipients : all, whyOf(action));
    }
  }
}

interface Why {
  readonly reply?: string;
  readonly reason?: string | undefined;
  readonly reasonData?: string | undefined;
}

function whyOf(action: AgentAction): Why {
  const { reason, reasonData } = action;
  return { ...('reply' in action ? { reply: action.reply.toString() } : {}), reason, reasonData };
}
