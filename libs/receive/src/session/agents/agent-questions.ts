import {
  fateAfterFailure,
  shownFields,
  withHeaderActions,
  type AgentAction,
  type AgentHost,
  type AgentSession,
  type ReplacedContent,
  type SessionRequest,
} from '@mailyard/agent-host';
import {
  agentsAt,
  isInstalled,
  type AgentService,
  type Organization,
  type ReceiveEvent,
  type TransportAgent,
} from '@mailyard/directory';
import type { HeaderBlock } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import { formatPath, Reply, replies, ReplyError, type Envelope } from '@mailyard/smtp';

import { shownEnvelope } from './shown-session.js';

/** What an event is about, beside the session. */
export type EventDetails = Omit<SessionRequest, 'event' | 'session'>;

/** A message on its way past agents, as those so far have left it. */
export interface PassingMessage {
  readonly envelope: Envelope;
  readonly header: HeaderBlock;
  /** OnEndOfData: in place of what came. */
  readonly content?: ReplacedContent;
}

/** The octets of a message whose content has come. */
export interface WholeOctets {
  readonly sizeBytes: number;
  readonly octets: () => AsyncIterable<Buffer>;
}

export interface QuestionsOptions {
  readonly host: Pick<AgentHost, 'ask' | 'tell' | 'messageFile'>;
  readonly service: AgentService;
  /** At this moment: agents come and go while a session lasts. */
  readonly organization: () => Organization;
  readonly session: () => AgentSession;
  /** The peer is a server of the organization: its connection carries the messages of many clients, and goes on. */
  readonly fromServer: () => boolean;
}

/** Asks the agents of a service about one session, at each event those who are for it, in their order. */
export class AgentQuestions {
  readonly options: QuestionsOptions;

  constructor(options: QuestionsOptions) {
    this.options = options;
  }

  isAskedAt(event: ReceiveEvent): boolean {
    return this.#at(event).length > 0;
  }

  /** Throws the first refusal; undefined: nobody has to be asked. */
  demand(event: ReceiveEvent, details: EventDetails = {}): Promise<void> | undefined {
    const agents = this.#at(event);
    return agents.length === 0 ? undefined : this.#demand(agents, event, details);
  }

  /** The message as the agents leave it. Throws the first refusal. */
  async past(
    event: 'OnEndOfHeaders' | 'OnEndOfData',
    message: PassingMessage,
    whole?: (message: PassingMessage) => WholeOctets,
  ): Promise<PassingMessage> {
    let passing = message;
    for (const agent of this.#at(event)) {
      const content = whole?.(passing);
      const details = {
        envelope: shownEnvelope(passing.envelope),
        headers: shownFields(passing.header),
        ...(content === undefined ? {} : { sizeBytes: content.sizeBytes }),
      };
      const { actions, replaced } = await this.#ask(agent, { ...details, event }, content?.octets);
      if (replaced !== undefined) passing.content?.remove();
      passing = {
        ...passing,
        envelope: withRecipients(passing.envelope, actions),
        header: withHeaderActions(passing.header, actions),
        ...(replaced === undefined ? {} : { content: replaced }),
      };
    }
    return passing;
  }

  /** Agents hear of what they decide nothing about; nobody waits for them. */
  tell(event: ReceiveEvent, details: EventDetails = {}): void {
    const { host, session } = this.options;
    for (const agent of this.#at(event)) host.tell(agent, { ...details, event, session: session() });
  }

  #at(event: ReceiveEvent): readonly TransportAgent[] {
    const { organization, service } = this.options;
    return agentsAt(event, organization().objects, service).filter(isInstalled);
  }

  async #demand(
    agents: readonly TransportAgent[],
    event: ReceiveEvent,
    details: EventDetails,
  ): Promise<void> {
    for (const agent of agents) await this.#ask(agent, { ...details, event });
  }

  /** What it wants done, unless it refuses. */
  async #ask(
    agent: TransportAgent,
    request: Omit<SessionRequest, 'session'>,
    content?: () => AsyncIterable<Buffer>,
  ): Promise<Wanted> {
    const { host, session } = this.options;
    const outcome = await host.ask(agent, { ...request, session: session() }, content);
    const failed = outcome.of === 'failure';
    const refusal = failed
      ? afterFailure(fateAfterFailure(agent, outcome), request.event)
      : refusalIn(outcome.actions);
    if (failed) {
      if (refusal !== undefined) throw new ReplyError(this.#sayable(refusal));
      return { actions: [] };
    }
    if (refusal === undefined) return { actions: outcome.actions, replaced: outcome.content };
    outcome.content?.remove();
    throw new ReplyError(this.#sayable(refusal));
  }

  /** RFC 5321 §3.8: 421 ends the connection, and with it what others have under way on it. */
  #sayable(refusal: Reply): Reply {
    if (refusal.code !== 421 || !this.options.fromServer()) return refusal;
    return new Reply(451, refusal.status, refusal.text);
  }
}

/** What an agent wants done. */
interface Wanted {
  readonly actions: readonly AgentAction[];
  readonly replaced?: ReplacedContent | undefined;
}

function refusalIn(actions: readonly AgentAction[]): Reply | undefined {
  return actions.find((action) => 'reply' in action)?.reply;
}

/** What the client hears when an agent has failed; undefined: the session goes on as if there were no such agent. */
function afterFailure(fate: TransportAgent['FailurePolicy'], event: ReceiveEvent): Reply | undefined {
  const atGreeting = event === 'OnConnectEvent';
  switch (fate) {
    case 'Accept':
      return undefined;
    case 'Defer':
      return atGreeting ? replies.agentMissesGreeting : replies.agentUnavailable;
    case 'Refuse':
      return atGreeting ? replies.agentFailedAtGreeting : replies.agentFailed;
  }
}

function withRecipients(envelope: Envelope, actions: readonly AgentAction[]): Envelope {
  let { recipients } = envelope;
  for (const action of actions) {
    if (action.action === 'AddRecipients') {
      const added = action.recipients.map((address) => ({
        path: pathOf(address),
        // The sender knows nothing of them.
        notify: ['NEVER'] as const,
      }));
      recipients = [...recipients, ...added];
    } else if (action.action === 'DeleteRecipients') {
      recipients = recipients.filter(({ path }) => !action.recipients.includes(formatPath(path)));
    }
  }
  return recipients === envelope.recipients ? envelope : { ...envelope, recipients };
}
