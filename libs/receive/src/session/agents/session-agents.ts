import type { AgentHost } from '@mailyard/agent-host';
import { asksInSessions, type AgentService, type Organization } from '@mailyard/directory';
import {
  formatPath,
  type ContentSink,
  type Envelope,
  type EnvelopeRecipient,
  type Reply,
  type SessionCommand,
} from '@mailyard/smtp';

import { headerRightsOf } from '../../rights/header-rights.js';
import type { ConnectorSession, Sink } from '../connector-session.js';
import { AgentQuestions } from './agent-questions.js';
import { AskedContent } from './asked-content.js';
import { shownEnvelope, shownSession } from './shown-session.js';

/** Where agents of others are asked about sessions. */
export interface SessionAgentsBasis {
  readonly host: Pick<AgentHost, 'ask' | 'tell' | 'messageFile'>;
  readonly service: AgentService;
}

/** Whether there is anybody to ask about the sessions of a service. */
export function areAsked({ service }: SessionAgentsBasis, organization: Organization): boolean {
  return asksInSessions(organization.objects, service);
}

/**
 * The agents that are asked about one session. Each is asked about what the session itself would accept: the role's own
 * checks come first.
 *
 * Of a server of the organization the commands are asked about with the content: it has answered its client before it speaks
 * to us, and on its connection others would wait.
 */
export class SessionAgents {
  readonly #session: ConnectorSession;
  readonly #questions: AgentQuestions;

  constructor({ host, service }: SessionAgentsBasis, session: ConnectorSession) {
    this.#session = session;
    this.#questions = new AgentQuestions({
      host,
      service,
      organization: () => session.currentOrganization,
      session: () => shownSession(session),
      fromServer: () => session.identity.server,
    });
  }

  connect(): Promise<void> | undefined {
    return this.#questions.demand('OnConnectEvent');
  }

  permit(command: SessionCommand): Promise<void> | undefined {
    switch (command.verb) {
      case 'HELO':
        return this.#questions.demand('OnHeloCommand', { domain: command.domain });
      case 'EHLO':
        return this.#questions.demand('OnEhloCommand', { domain: command.domain });
      case 'STARTTLS':
        return this.#questions.demand('OnStartTlsCommand');
      case 'AUTH':
        return this.#questions.demand('OnAuthCommand', { mechanism: command.mechanism });
    }
  }

  authenticated(login: string): Promise<void> | undefined {
    return this.#questions.demand('OnEndOfAuthentication', { login });
  }

  mail(envelope: Envelope): Promise<void> | undefined {
    return this.#session.identity.server ? undefined : askOfMail(this.#questions, envelope);
  }

  rcpt(recipient: EnvelopeRecipient, envelope: Envelope): Promise<void> | undefined {
    return this.#session.identity.server ? undefined : askOfRcpt(this.#questions, recipient, envelope);
  }

  /** The role's sink, behind the agents. */
  content(sink: Sink, envelope: Envelope): Promise<ContentSink> | ContentSink {
    const session = this.#session;
    if (session.identity.server) return this.#behind(sink, envelope, askOfCommands);
    const asked = this.#questions.demand('OnDataCommand', { envelope: shownEnvelope(envelope) });
    const isOver = !this.#questions.isAskedAt('OnEndOfHeaders') && !this.#questions.isAskedAt('OnEndOfData');
    const next = (): Promise<ContentSink> | ContentSink =>
      isOver ? sink(session, envelope) : this.#behind(sink, envelope, nothingMore);
    return asked === undefined ? next() : asked.then(next);
  }

  tell(event: 'OnRsetCommand' | 'OnDisconnectEvent'): void {
    this.#questions.tell(event);
  }

  rejected({ code, status, text }: Reply): void {
    const reply = { code, ...(status === undefined ? {} : { status }), text };
    this.#questions.tell('OnReject', { reply });
  }

  /** What is asked later is asked about the session as it is now: it goes on, and may be another client's by then. */
  #behind(
    sink: Sink,
    envelope: Envelope,
    commands: (questions: AgentQuestions, envelope: Envelope) => Promise<void>,
  ): ContentSink {
    const session = this.#session.asItIs();
    const shown = shownSession(session);
    const { server } = session.identity;
    const questions = new AgentQuestions({
      ...this.#questions.options,
      session: () => shown,
      fromServer: () => server,
    });
    return new AskedContent({
      questions,
      envelope,
      maxHeaderBytes: session.connector.MaxHeaderSize,
      headerRights: headerRightsOf(session.submitter.rights),
      commands: () => commands(questions, envelope),
      open: (changed) => sink(session, changed),
    });
  }
}

function askOfMail(questions: AgentQuestions, envelope: Envelope): Promise<void> | undefined {
  return questions.demand('OnMailCommand', { envelope: shownEnvelope({ ...envelope, recipients: [] }) });
}

function askOfRcpt(
  questions: AgentQuestions,
  { path }: EnvelopeRecipient,
  envelope: Envelope,
): Promise<void> | undefined {
  if (!questions.isAskedAt('OnRcptCommand')) return undefined;
  return questions.demand('OnRcptCommand', {
    envelope: shownEnvelope(envelope),
    recipient: formatPath(path),
  });
}

async function askOfCommands(questions: AgentQuestions, envelope: Envelope): Promise<void> {
  await askOfMail(questions, envelope);
  for (const [index, recipient] of envelope.recipients.entries()) {
    const before = { ...envelope, recipients: envelope.recipients.slice(0, index) };
    await askOfRcpt(questions, recipient, before);
  }
  await questions.demand('OnDataCommand', { envelope: shownEnvelope(envelope) });
}

async function nothingMore(): Promise<void> {}
