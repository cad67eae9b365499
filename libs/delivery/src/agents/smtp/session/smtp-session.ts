import type { ErrorPolicy } from '@mailyard/directory';
import { queueNameOf, type NextHop } from '@mailyard/routing';
import {
  HopError,
  outcomes,
  replies,
  type OutboundReplies,
  type Reply,
  type TransactOptions,
} from '@mailyard/smtp';

import {
  noLongerHeld,
  type DeliveryOutcome,
  type DeliverySession,
  type OutgoingMessage,
} from '../../../delivery-agent.js';
import type { OutboundLimits } from '../../../limits/outbound-limits.js';
import { attemptConverted, NeedsConversion } from './attempt-converted.js';
import type { Destination } from '../destination.js';
import { underErrorPolicies } from './error-policies.js';
import type { KeptConnections } from './kept-connections.js';
import { outgoingHeader } from './outgoing-header.js';
import { textForRemote, type RemoteDomains } from './remote-text.js';
import { isUsable, type OpenedHost, ownLimit, type Reached } from '../hosts/reached.js';

export interface SmtpSessionOptions {
  readonly nextHop: NextHop;
  /** By the organization of this moment. */
  readonly destination: () => Destination | undefined;
  /** Its hosts, one after the other, each connected when it is asked for. */
  readonly reach: (destination: Destination) => AsyncIterable<Reached>;
  readonly remoteDomain: RemoteDomains;
  readonly kept: KeptConnections;
  readonly limits: Pick<OutboundLimits, 'message' | 'heard'>;
  /** What became of a message. */
  readonly onOutcome: (destination: Destination, outcome: DeliveryOutcome) => void;
  readonly onClosed: () => void;
}

/** What came of one host: the end of the attempt, or a reason to go on to the next one. */
type Tried =
  { readonly end: DeliveryOutcome } | { readonly goOn: { readonly said: string; readonly amid?: Reply } };

/** To the hosts of one next hop: message after message over one connection, and to the next host when one fails. */
export class SmtpSession implements DeliverySession {
  readonly #options: SmtpSessionOptions;
  readonly #queue: string;
  #current: OpenedHost | undefined;
  #busy = false;
  #connecting = false;
  #closed = false;

  constructor(options: SmtpSessionOptions) {
    this.#options = options;
    this.#queue = queueNameOf(options.nextHop);
  }

  async deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    const destination = this.#options.destination();
    if (destination === undefined) return { scope: 'own-limit', reason: 'no connector leads there any more' };
    this.#busy = true;
    try {
      // Whoever is the last to have it on this side writes it as the domain wants it.
      const text =
        destination.authority === undefined ? textForRemote(message, this.#options.remoteDomain) : undefined;
      const written = text === undefined ? message : await text;
      const outcome = await attemptConverted(written, (fitting) => this.#attempt(destination, fitting));
      this.#options.onOutcome(destination, outcome);
      return outcome;
    } finally {
      this.#busy = false;
    }
  }

  get connecting(): boolean {
    return this.#connecting;
  }

  /** Amid a message the connection is lost; else the next session for this next hop finds it. */
  close(): void {
    this.#closed = true;
    const opened = this.#current;
    this.#current = undefined;
    if (opened !== undefined) {
      if (this.#busy || !isUsable(opened)) opened.connection.close();
      else this.#options.kept.keep(this.#queue, opened);
    }
    this.#options.onClosed();
  }

  async #attempt(destination: Destination, message: OutgoingMessage): Promise<DeliveryOutcome> {
    const idle = this.#takeIdle(destination);
    if (idle !== undefined) {
      const tried = await this.#overIdle(idle, message);
      if (tried !== undefined) return tried;
    }
    return this.#overNew(destination, message);
  }

  /** A connection that had lain idle may have died of that, which says nothing about its host. */
  async #overIdle(opened: OpenedHost, message: OutgoingMessage): Promise<DeliveryOutcome | undefined> {
    const tried = await this.#try(opened, message);
    return 'end' in tried ? tried.end : undefined;
  }

  async #overNew(destination: Destination, message: OutgoingMessage): Promise<DeliveryOutcome> {
    let failure: DeliveryOutcome = { scope: 'next-hop', said: 'no host is known for this next hop' };
    for await (const reached of this.#hosts(destination)) {
      if (this.#closed) {
        if (reached.kind === 'opened') reached.opened.connection.close();
        return closedByUs;
      }
      if (reached.kind === 'ended') return reached.outcome;
      if (reached.kind === 'failed') {
        failure = { scope: 'next-hop', said: reached.said };
        continue;
      }
      const tried = await this.#try(reached.opened, message);
      if ('end' in tried) return tried.end;
      const { said, amid } = tried.goOn;
      // The host was there and the message was not: others need not wait for this one.
      failure =
        amid === undefined
          ? { scope: 'next-hop', said }
          : { scope: 'message', reply: amid, aboutMessage: true };
    }
    return failure;
  }

  /** One after the other, each connected when it is asked for. */
  async *#hosts(destination: Destination): AsyncGenerator<Reached, void> {
    this.#connecting = true;
    try {
      for await (const reached of this.#options.reach(destination)) {
        this.#connecting = false;
        yield reached;
        this.#connecting = true;
      }
    } finally {
      this.#connecting = false;
    }
  }

  async #try(opened: OpenedHost, message: OutgoingMessage): Promise<Tried> {
    this.#current = opened;
    const notNow = await this.#turn(opened);
    if (notNow !== undefined) return { end: notNow };
    opened.hasTurn = false;
    opened.messages += 1;
    try {
      const header = outgoingHeader(message.header, opened);
      const answers = await opened.connection.transact({ ...message, header }, howToBegin(opened));
      opened.usedAt = performance.now();
      if (answers.ours !== true) {
        this.#hear(opened, [answers.mail, ...answers.recipients.filter(endsSession), ...answers.replies]);
      }
      this.#current = this.#afterwards(opened);
      const tried = judged(asAgreed(answers, opened.connector.ErrorPolicies), opened);
      // Another host is next, or this one over another connection.
      if ('goOn' in tried) this.#drop(opened);
      return tried;
    } catch (error) {
      if (error instanceof NeedsConversion) {
        opened.hasTurn = true;
        throw error;
      }
      this.#drop(opened);
      if (!(error instanceof HopError)) throw error;
      if (error.kind === 'lapsed') return { end: noLongerHeld };
      if (error.reply !== undefined) this.#hear(opened, [error.reply]);
      return this.#closed ? { end: closedByUs } : lost(error, opened.host.host);
    }
  }

  /** Where no rate counts nothing is waited for; a message that has to be converted has had its turn. */
  async #turn({ hasTurn, to }: OpenedHost): Promise<DeliveryOutcome | undefined> {
    const turn = hasTurn === true ? undefined : this.#options.limits.message(to);
    const reached = turn === undefined ? undefined : await turn;
    if (this.#closed) return closedByUs;
    return reached && ownLimit(reached);
  }

  #hear({ to }: OpenedHost, said: readonly Reply[]): void {
    for (const reply of said) this.#options.limits.heard(to, reply);
  }

  /** SmtpMaxMessagesPerConnection. Who has lost its place ends as well. */
  #afterwards(opened: OpenedHost): OpenedHost | undefined {
    const { SmtpMaxMessagesPerConnection: max } = opened.connector;
    const mayCarryMore = opened.messages < max && opened.place.held;
    if (isUsable(opened) && mayCarryMore && !this.#closed) return opened;
    opened.connection.close();
    return undefined;
  }

  #takeIdle({ connector }: Destination): OpenedHost | undefined {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return this.#options.kept.take(this.#queue, connector);
    if (current.connector === connector && isUsable(current)) return current;
    current.connection.close();
    return undefined;
  }

  #drop(opened: OpenedHost): void {
    if (this.#current === opened) this.#current = undefined;
    opened.connection.close();
  }
}

/** What is said of one recipient else is about that one, and no reason to send others less. */
const endsSession = ({ code }: Reply): boolean => code === 421;

/** A connection that lay idle may be dead, and what was sent over it whole may have been taken. */
function howToBegin({ usedAt }: OpenedHost): TransactOptions {
  return { envelopeFirst: performance.now() - usedAt > idleMs };
}

/** No network forgets a connection so soon. */
const idleMs = 5_000;

const closedByUs: DeliveryOutcome = { scope: 'own-limit', reason: 'the session was closed' };

/** Replies as the connector takes them; those of ours stay the very same. */
function asAgreed(answers: OutboundReplies, policies: readonly ErrorPolicy[]): OutboundReplies {
  const agreed = (reply: Reply): Reply => underErrorPolicies(reply, policies);
  if (policies.every((policy) => !policy.endsWith('CustomFailures'))) return answers;
  return {
    ...answers,
    mail: agreed(answers.mail),
    recipients: answers.recipients.map(agreed),
    replies: answers.replies.map(agreed),
  };
}

/** RFC 5321 §5.1: the next host may take what this one puts off before it has seen a recipient. */
function judged(answers: OutboundReplies, { host }: OpenedHost): Tried {
  const { mail, carriesDsn, convertTo } = answers;
  // RFC 8689 §4.2.1: nor need the next one lack what this one lacks.
  const elsewhere = mail.transient || mail === replies.requireTlsUnsupported;
  if (elsewhere) return { goOn: { said: mail.toString(), amid: mail } };
  const refused = {
    scope: 'message',
    reply: mail,
    ...(answers.ours === true ? {} : { remote: host }),
    aboutMessage: true,
  } as const;
  if (convertTo !== undefined) throw new NeedsConversion(convertTo, refused);
  if (!mail.positive) return { end: refused };
  const success = carriesDsn ? undefined : 'relayed';
  const given = outcomes(answers);
  const [first] = given;
  // RFC 5321 §3.8: it does not go on, and has taken this for nobody.
  if (first !== undefined && given.every(({ code }) => code === 421)) {
    return { goOn: { said: first.toString(), amid: first } };
  }
  return {
    end: { scope: 'recipients', replies: given, remote: host, success, aboutMessage: true },
  };
}

/**
 * The host was there, and was lost amid the message. Once the message's end was sent the host may have it: nobody else
 * gets it at once, and it is tried again later, which is the one way to a duplicate (RFC 5321 §4.5.3.2.6).
 */
function lost(error: HopError, host: string): Tried {
  const reply = replies.connectionDropped.withText(
    `${replies.connectionDropped.text} ${host}: ${error.message}`,
  );
  if (error.mayBeTaken) {
    return { end: { scope: 'message', reply, mayBeTaken: true, aboutMessage: true } };
  }
  return { goOn: { said: reply.toString(), amid: reply } };
}
