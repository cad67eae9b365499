import type { Envelope, EnvelopeRecipient } from '../../commands/envelope.js';
import type { ProxyFrom, ProxyTo } from '../../commands/proxy-command.js';
import type { ProtocolEvent } from '../../protocol-log/protocol-event.js';
import { replies } from '../../reply/replies.js';
import { Reply, ReplyError } from '../../reply/reply.js';
import type {
  ContentSink,
  Credentials,
  Negotiation,
  Offer,
  Session,
  SessionHandler,
  SessionLimits,
  Tunnel,
} from '../session-handler.js';

export const everything: Offer = {
  fqdn: 'mx.example',
  size: { limitBytes: 100_000, advertise: 'value' },
  pipelining: true,
  dsn: true,
  enhancedStatusCodes: true,
  eightBitMime: true,
  binaryMime: true,
  chunking: true,
  smtpUtf8: true,
  orar: false,
  longAddresses: false,
  angleBracketsRequired: true,
  defaultDomain: undefined,
  helloDomainRequired: false,
  bareLineFeedsRejected: false,
  pipelinedTransactions: false,
  startTls: undefined,
  anonymousTls: undefined,
  auth: ['LOGIN', 'PLAIN'],
  proxyCommands: [],
};

export const patient: SessionLimits = {
  inactivityTimeoutMs: 0,
  connectionTimeoutMs: 0,
  maxProtocolErrors: 0,
  maxLogonFailures: 0,
  maxCommandsWithoutMail: 0,
  maxRecipients: 0,
  tarpitMs: 0,
  authTarpitMs: 0,
};

/** A transaction as the handler saw it. */
export interface Message {
  readonly envelope: Envelope;
  readonly proxied: ProxyFrom | undefined;
  readonly content: Buffer[];
  ends: number;
  readonly aborts: Error[];
}

export type Decisions = Partial<
  Pick<
    SessionHandler,
    'connect' | 'authenticate' | 'negotiate' | 'vouched' | 'proxy' | 'tunnel' | 'mail' | 'rcpt' | 'content'
  >
>;

export interface RecordingOptions {
  readonly offer?: Partial<Offer> | ((session: Session) => Partial<Offer>);
  readonly limits?: Partial<SessionLimits>;
  readonly decide?: Decisions;
  /** Final reply; the default says which message it was. */
  readonly final?: (message: Message) => Promise<Reply | readonly Reply[]> | Reply | readonly Reply[];
  /** Called before each piece of content is taken. */
  readonly hold?: (chunk: Buffer) => Promise<void>;
}

/** Accepts everything unless told otherwise, and writes down what it was asked. */
export class RecordingHandler implements SessionHandler {
  readonly limits: SessionLimits;
  readonly messages: Message[] = [];
  readonly envelopes: Envelope[] = [];
  readonly events: ProtocolEvent[] = [];
  readonly faults: unknown[] = [];
  readonly credentials: Credentials[] = [];
  session: Session | undefined;
  closings = 0;

  constructor(private readonly options: RecordingOptions = {}) {
    this.limits = { ...patient, ...options.limits };
  }

  connect(session: Session): Promise<Reply> | Reply {
    this.session = session;
    return this.options.decide?.connect?.(session) ?? new Reply(220, undefined, 'mx.example ready');
  }

  offer(session: Session): Offer {
    const { offer } = this.options;
    return { ...everything, ...(typeof offer === 'function' ? offer(session) : offer) };
  }

  async authenticate(credentials: Credentials, session: Session): Promise<string> {
    this.credentials.push(credentials);
    return this.options.decide?.authenticate?.(credentials, session) ?? credentials.user;
  }

  negotiate(session: Session): Negotiation {
    const negotiation = this.options.decide?.negotiate?.(session);
    if (negotiation === undefined) throw new ReplyError(replies.unrecognizedAuthType);
    return negotiation;
  }

  vouched(login: string, session: Session): string {
    return this.options.decide?.vouched?.(login, session) ?? login;
  }

  proxy(command: ProxyFrom, session: Session): Promise<void> | void {
    return this.options.decide?.proxy?.(command, session);
  }

  async tunnel(command: ProxyTo, session: Session, signal: AbortSignal): Promise<Tunnel> {
    const tunnel = await this.options.decide?.tunnel?.(command, session, signal);
    if (tunnel === undefined) throw new ReplyError(replies.outboundProxyOnly);
    return tunnel;
  }

  mail(envelope: Envelope, session: Session): Promise<void> | void {
    this.envelopes.push(envelope);
    return this.options.decide?.mail?.(envelope, session);
  }

  rcpt(recipient: EnvelopeRecipient, envelope: Envelope, session: Session): Promise<void> | void {
    return this.options.decide?.rcpt?.(recipient, envelope, session);
  }

  async content(envelope: Envelope, session: Session): Promise<ContentSink> {
    const decided = await this.options.decide?.content?.(envelope, session);
    return decided ?? this.#sink({ envelope, proxied: session.proxied, content: [], ends: 0, aborts: [] });
  }

  log(event: ProtocolEvent): void {
    this.events.push(event);
  }

  fault(error: unknown): void {
    this.faults.push(error);
  }

  closed(): void {
    this.closings += 1;
  }

  /** Content of each message that was ended. */
  get accepted(): readonly string[] {
    return this.messages
      .filter((message) => message.ends > 0)
      .map((message) => Buffer.concat(message.content).toString('latin1'));
  }

  get transcript(): string {
    return this.events
      .map(({ event, data, context }) => `${event} ${data} ${context ?? ''}`.trimEnd())
      .join('\n');
  }

  #sink(message: Message): ContentSink {
    this.messages.push(message);
    return {
      write: async (chunk) => {
        await this.options.hold?.(chunk);
        message.content.push(chunk);
      },
      end: async () => {
        message.ends += 1;
        return (
          (await this.options.final?.(message)) ?? replies.queued.withText(`message ${this.messages.length}`)
        );
      },
      abort: (cause) => {
        message.aborts.push(cause);
      },
    };
  }
}
