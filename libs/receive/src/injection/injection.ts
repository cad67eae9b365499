import { createHash } from 'node:crypto';

import type { Directory, Organization, ReceiveConnector } from '@mailyard/directory';
import { formatProblem, problemsOf } from '@mailyard/schema';
import { isAscii, replies, type Envelope, type Once, type Path } from '@mailyard/smtp';

import type { InboundLoad } from '../limits/inbound-load.js';
import type { HubLink } from '../sinks/hub/hub-link.js';
import { TransactionProxy } from '../sinks/hub/transaction-proxy.js';
import { admittedContent, withDigest } from './admitted-content.js';
import { ApplicationSession, clientConnector, type InjectingClient } from './application-session.js';
import { composeLetter } from './compose-letter.js';
import { asRefusal, verdictOf, type AcceptedMessage } from './handed-over.js';
import { InjectionRefused, notUnderstood, refusedBy } from './injection-refused.js';
import { letterInput, mailboxesOf, recipientsOf, type Letter } from './letter.js';
import { messageGuid, newSeed } from './message-guid.js';
import { countMessage } from './message-rate.js';
import { keptSeconds, nameOfKey, type IdempotencyKeys, type KeyTerms } from './redis-idempotency-keys.js';

/** What an application orders, and how it is told from other orders. */
export interface InjectionOrder {
  readonly client: InjectingClient;
  /** Idempotency-Key; undefined: each order is another one. */
  readonly key: string | undefined;
}

/** A whole message as it is, whose octets come piece by piece. */
export interface RawMessage {
  readonly sender: Path;
  readonly recipients: readonly Path[];
  readonly content: AsyncIterable<Buffer>;
  /** Undefined: nobody has said. */
  readonly bytes: number | undefined;
}

export interface InjectionOptions {
  readonly link: HubLink;
  readonly directory: Pick<Directory, 'organization'>;
  /** Whose connectors hold for tokens that name none. */
  readonly server: string;
  readonly keys: IdempotencyKeys;
  readonly load: InboundLoad;
}

/** What one message has beside its content. */
interface Sending {
  readonly session: ApplicationSession;
  readonly envelope: Envelope;
  readonly guid: string;
  readonly once: Once | undefined;
  readonly server: string | undefined;
}

/** Terms of an order; `name` is that of its key. */
interface Opened extends KeyTerms {
  readonly name: string | undefined;
}

/** Messages of one order that are handed over at the same time. */
const togetherMax = 64;

/** Mail of applications: judged as at Front End, and handed over to a hub as Front End does. */
export class Injection {
  readonly #options: InjectionOptions;

  constructor(options: InjectionOptions) {
    this.#options = options;
  }

  /**
   * Messages as JSON; `digest` is of all of them, as they came. What became of each, in order: accepted ones are durable. Throws
   * InjectionRefused where the order as a whole is none.
   */
  async sendLetters(
    given: readonly unknown[],
    order: InjectionOrder,
    digest: string,
  ): Promise<readonly (AcceptedMessage | InjectionRefused)[]> {
    const opened = await this.#open(order);
    await this.#requireSame(opened, digest);
    const results: (AcceptedMessage | InjectionRefused)[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let index = next++; index < given.length; index = next++) {
        results[index] = await asResult(() => this.#sendLetter(given[index], { order, opened, index }));
      }
    };
    await Promise.all(Array.from({ length: Math.min(togetherMax, given.length) }, work));
    return results;
  }

  /** The message as it is, but for Bcc. Throws InjectionRefused. */
  async sendRaw(message: RawMessage, order: InjectionOrder): Promise<AcceptedMessage> {
    const { sender, recipients, bytes } = message;
    const opened = await this.#open(order);
    const envelope: Envelope = {
      ...envelopeOf(sender, recipients),
      ...(bytes !== undefined && { declaredBytes: bytes }),
    };
    const sending = this.#sending(envelope, { order, opened, index: 0 });
    const digest = createHash('sha256').update(JSON.stringify([sender, recipients]));
    const content = withDigest(message.content, digest);
    const { organization } = this.#options.directory;
    const { scope } = order.client;
    const { MaxHeaderSize: maxHeaderBytes } = this.#connectorFor(order.client, organization);
    countMessage(scope, this.#options.load);
    const admitted = admittedContent(content, { scope, organization, maxHeaderBytes, sender });
    const sink = await this.#handOver(sending, admitted);
    try {
      await this.#requireSame(opened, digest.digest('base64url'));
    } catch (error) {
      sink.abort(error as Error);
      throw error;
    }
    return verdictOf(sink, sending.guid);
  }

  async #sendLetter(given: unknown, { order, opened, index }: Place): Promise<AcceptedMessage> {
    const letter = parsed(given);
    const [from] = mailboxesOf(letter.from);
    if (from === undefined) throw new Error('a letter has an author');
    const envelope = envelopeOf(from.path, recipientsOf(letter));
    const { guid } = this.#sending(envelope, { order, opened, index });
    const date = new Date(Number.parseInt(opened.seed.slice(0, 12), 16));
    const octets = await composeLetter(letter, { messageId: `${guid}@${from.path.domain}`, date });
    const declared = { ...envelope, declaredBytes: octets.length };
    const sending = this.#sending(declared, { order, opened, index });
    countMessage(order.client.scope, this.#options.load);
    return verdictOf(await this.#handOver(sending, [octets]), guid);
  }

  /** Judged; the content may follow. Throws InjectionRefused. */
  #sending(envelope: Envelope, { order: { client }, opened, index }: Place): Sending {
    const { scope } = client;
    const { directory, link } = this.#options;
    const { organization } = directory;
    const connector = this.#connectorFor(client, organization);
    if (envelope.recipients.length === 0) throw notUnderstood('to: there is no recipient');
    if (envelope.recipients.length > connector.MaxRecipientsPerMessage) {
      throw refusedBy(replies.tooManyRecipients, 'MaxRecipientsPerMessage');
    }
    const session = new ApplicationSession(client, {
      organization,
      connector,
      pressure: link.chooser.pressure,
    });
    const refusal = session.refusal(envelope);
    if (refusal !== undefined) throw refusal;
    const { name, server, seed } = opened;
    const once = name === undefined ? undefined : { name: `send:${name}:${index}`, forSeconds: onceSeconds };
    const guid = messageGuid(seed, index, scope.application);
    return { session, envelope, guid, once, server: name === undefined ? undefined : server };
  }

  #connectorFor({ scope }: InjectingClient, organization: Organization): ReceiveConnector {
    const { connector: wanted } = scope;
    const found =
      wanted === undefined
        ? clientConnector(organization.receiveConnectors(this.#options.server))
        : organization.receiveConnector(wanted);
    if (found !== undefined) return found;
    throw new InjectionRefused({
      type: 'unavailable',
      title: 'No message is accepted at present',
      status: 503,
      detail: 'The Receive connector whose limits hold for this token is not there.',
      rule: 'connector',
    });
  }

  /** All of the content is on its way; its end is not. */
  async #handOver(
    sending: Sending,
    content: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): Promise<TransactionProxy> {
    const { session, envelope, guid, once, server } = sending;
    const client = { ...session.proxied(envelope), messageGuid: guid, ...(once && { once }) };
    const transaction = { envelope, client, ...(server !== undefined && { server }) };
    const proxy = await asRefusal(() => TransactionProxy.open(this.#options.link, transaction));
    try {
      for await (const piece of content) await asRefusal(() => proxy.write(piece));
    } catch (error) {
      proxy.abort(error as Error);
      throw error;
    }
    return proxy;
  }

  async #open({ client, key }: InjectionOrder): Promise<Opened> {
    const { link, keys } = this.#options;
    const [hub] = link.chooser.candidates();
    const seed = newSeed(Date.now());
    if (key === undefined) return { seed, server: '', name: undefined };
    if (hub === undefined) throw refusedBy(replies.hubUnavailable);
    const name = nameOfKey(client.scope.application, key);
    return { ...(await keys.open(name, { seed, server: hub.server })), name };
  }

  async #requireSame({ name }: Opened, digest: string): Promise<void> {
    if (name === undefined || (await this.#options.keys.isSame(name, digest))) return;
    throw new InjectionRefused({
      type: 'key-reused',
      title: 'This Idempotency-Key was used for something else',
      status: 409,
      detail:
        'Under this Idempotency-Key another body was sent within 24 hours: what is new needs a key of its own.',
      rule: 'Idempotency-Key',
    });
  }
}

interface Place {
  readonly order: InjectionOrder;
  readonly opened: Opened;
  /** Which message of the order it is. */
  readonly index: number;
}

/** A key is never kept longer than what it stands for. */
const onceSeconds = keptSeconds + 3_600;

function parsed(given: unknown): Letter {
  const { data, error } = letterInput.safeParse(given);
  if (error === undefined) return data;
  throw notUnderstood(problemsOf(error, given, []).map(formatProblem).join('; '));
}

function envelopeOf(reversePath: Path, recipients: readonly Path[]): Envelope {
  return {
    reversePath,
    recipients: recipients.map((path) => ({ path })),
    body: '8BITMIME',
    smtpUtf8: ![reversePath, ...recipients].every(isAscii),
  };
}

async function asResult(run: () => Promise<AcceptedMessage>): Promise<AcceptedMessage | InjectionRefused> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof InjectionRefused) return error;
    throw error;
  }
}
