import {
  formatPath,
  Reply,
  replies,
  type ContentSink,
  type Endpoint,
  type Envelope,
  type EnvelopeRecipient,
  type Offer,
  type SessionHandler,
} from '@mailyard/smtp';
import { SmtpListener } from '@mailyard/smtp/server';

/** A message as the sink took it. */
export interface TakenMessage {
  readonly envelope: Envelope;
  readonly content: string;
}

/** An LMTP server, or one of SMTP, on a free port that keeps what it is given and answers as the test says. */
export class LmtpSink {
  readonly taken: TakenMessage[] = [];
  readonly #protocol: 'LMTP' | 'SMTP';
  /** How many connections were opened. */
  connections = 0;
  /** Told how many are open when one comes. */
  onConnections: (open: number) => void = () => undefined;
  #open = 0;
  /** The reply after the content, for each recipient. */
  answer: (address: string) => Reply = () => replies.delivered;
  greeting: Reply = new Reply(220, undefined, 'sink');
  #listener: SmtpListener;
  #endpoint: Endpoint = { address: '127.0.0.1', port: 0 };

  constructor(protocol: 'LMTP' | 'SMTP' = 'LMTP') {
    this.#protocol = protocol;
    this.#listener = this.#newListener();
  }

  get endpoint(): Endpoint {
    return this.#endpoint;
  }

  /** The addresses that were answered 2yz, in the order of delivery. */
  get delivered(): readonly string[] {
    return this.taken.flatMap(({ envelope }) => envelope.recipients.map(({ path }) => formatPath(path)));
  }

  /** Listens, the second time on the same port. */
  async start(): Promise<void> {
    this.#listener = this.#newListener();
    this.#endpoint = await this.#listener.listen(this.#endpoint);
  }

  /** As if it were killed. */
  stop(): Promise<void> {
    return this.#listener.stop(0);
  }

  #newListener(): SmtpListener {
    return new SmtpListener({
      protocol: this.#protocol,
      maxConnections: 1000,
      handlerFor: () => {
        this.connections += 1;
        this.#open += 1;
        this.onConnections(this.#open);
        return this.#session();
      },
      fault: () => undefined,
    });
  }

  #session(): SessionHandler {
    return {
      limits: {
        inactivityTimeoutMs: 0,
        connectionTimeoutMs: 0,
        maxProtocolErrors: 5,
        maxLogonFailures: 3,
        maxCommandsWithoutMail: 0,
        maxRecipients: 5000,
        tarpitMs: 0,
        authTarpitMs: 0,
      },
      connect: () => this.greeting,
      offer: () => offer,
      authenticate: () => Promise.reject(new Error('not offered')),
      proxy: () => undefined,
      mail: () => undefined,
      rcpt: () => undefined,
      content: (envelope) => Promise.resolve(this.#content(envelope)),
      log: () => undefined,
      fault: () => undefined,
      closed: () => void (this.#open -= 1),
    };
  }

  #content(envelope: Envelope): ContentSink {
    const chunks: Buffer[] = [];
    return {
      write: (chunk) => void chunks.push(chunk),
      abort: () => undefined,
      end: () => {
        const answers = envelope.recipients.map(({ path }) => this.answer(formatPath(path)));
        const recipients = envelope.recipients.filter((_, index) => answers[index]?.positive);
        this.#keep({ ...envelope, recipients }, Buffer.concat(chunks).toString());
        const [first = replies.delivered] = answers;
        return Promise.resolve(this.#protocol === 'LMTP' ? answers : first);
      },
    };
  }

  #keep(envelope: Envelope & { readonly recipients: readonly EnvelopeRecipient[] }, content: string): void {
    if (envelope.recipients.length > 0) this.taken.push({ envelope, content });
  }
}

const offer: Offer = {
  fqdn: 'sink',
  size: { limitBytes: 0, advertise: 'no' },
  pipelining: true,
  dsn: true,
  enhancedStatusCodes: true,
  eightBitMime: true,
  binaryMime: true,
  chunking: true,
  smtpUtf8: true,
  orar: false,
  longAddresses: false,
  angleBracketsRequired: false,
  defaultDomain: undefined,
  helloDomainRequired: false,
  bareLineFeedsRejected: false,
  pipelinedTransactions: true,
  startTls: undefined,
  anonymousTls: undefined,
  auth: [],
  proxyCommands: [],
};
