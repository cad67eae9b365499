import { isDeliveryEvent, type TransportAgent } from '@mailyard/directory';
import { CsvLog, type LogFiles } from '@mailyard/telemetry';

import type { AgentAction } from '../contract/agent-action.js';
import { isAskedAt } from '../contract/agent-answer.js';
import type { DeliveryRequest } from '../contract/delivery-request.js';
import type { AgentField } from '../contract/agent-field.js';
import { recipientsOf, type AgentRequest } from '../contract/agent-request.js';
import { fateAfterFailure, type AgentFailure, type AgentOutcome } from '../host/agent-call.js';

/** Of a message to thousands the first recipients are named. */
const recipientsNamed = 100;

const fields = (
  'Timestamp SessionId LocalEndpoint RemoteEndpoint EnteredOrgFromIP MessageId P1FromAddress P2FromAddresses ' +
  'Recipient NumRecipients Agent Event Action SmtpResponse Reason ReasonData'
).split(' ');

/** What becomes of a message, or a session, whose agent has failed. */
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

  write(agent: TransportAgent, request: AgentRequest, outcome: AgentOutcome): void {
    const { event } = request;
    const about = columnsOf(request);
    const row = (action: string, recipients: readonly string[], why: Why): void =>
      this.#log.write([
        ...about,
        recipients.slice(0, recipientsNamed).join(';'),
        recipients.length,
        agent.Name,
        event,
        action,
        why.reply,
        why.reason,
        why.reasonData,
      ]);
    const all = concerned(request);
    if (outcome.of === 'failure') {
      const action = actionAfterFailure(agent, request, outcome);
      row(action, all, { reason: 'AgentFailed', reasonData: outcome.reason });
      return;
    }
    for (const action of outcome.actions) {
      row(action.action, 'recipients' in action ? action.recipients : all, whyOf(action));
    }
  }
}

function actionAfterFailure(agent: TransportAgent, { event }: AgentRequest, failure: AgentFailure): string {
  if (!isAskedAt(event)) return '';
  // Whatever its policy: what is to be delivered is neither dropped nor refused for it.
  return isDeliveryEvent(event) ? 'DeferQueue' : afterFailure[fateAfterFailure(agent, failure)];
}

/** From SessionId to P2FromAddresses. */
function columnsOf(request: AgentRequest): readonly (string | undefined)[] {
  if ('message' in request) {
    const { sessionId, client, messageId, reversePath, headers } = request.message;
    return [sessionId, undefined, undefined, client.ip, messageId, reversePath, valuesOf('from', headers)];
  }
  if ('connection' in request) return columnsOfDelivery(request);
  const { session, envelope, headers = [] } = request;
  const { sessionId, local, client } = session;
  return [
    sessionId,
    endpoint(local),
    endpoint(client),
    client.ip,
    valuesOf('message-id', headers),
    envelope?.reversePath,
    valuesOf('from', headers),
  ];
}

/** The connection stands for the session. */
function columnsOfDelivery({
  connection,
  connector,
  mailItem,
}: DeliveryRequest): readonly (string | undefined)[] {
  const from = valuesOf('from', mailItem?.headers ?? []);
  return [
    connection.id,
    undefined,
    connector.name,
    undefined,
    mailItem?.messageId,
    mailItem?.reversePath,
    from,
  ];
}

/** At RCPT it is about that one. */
function concerned(request: AgentRequest): readonly string[] {
  const recipient = 'session' in request ? request.recipient : undefined;
  return recipient === undefined ? recipientsOf(request) : [recipient];
}

function endpoint({ ip, port }: { readonly ip: string; readonly port: number }): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}

function valuesOf(field: string, headers: readonly AgentField[]): string {
  return headers
    .filter(({ name }) => name.toLowerCase() === field)
    .map(({ value }) => value)
    .join(';');
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
