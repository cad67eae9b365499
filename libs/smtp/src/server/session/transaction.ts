import type { Envelope, EnvelopeRecipient } from '../../commands/envelope.js';
import { replies } from '../../reply/replies.js';
import { Reply, ReplyError, type Answer } from '../../reply/reply.js';
import type { ContentSink } from '../session-handler.js';

/**
 * From MAIL to the final reply. The sink gets exactly one `end` or `abort`; a failure on the way is kept until the
 * content is over, since only then can it be told.
 */
export class Transaction {
  readonly #recipients: EnvelopeRecipient[] = [];
  readonly envelope: Envelope;
  #sink: ContentSink | undefined;
  #failure: Error | undefined;
  #octets = 0;
  #attempts = 0;

  constructor(mail: Omit<Envelope, 'recipients'>) {
    this.envelope = { ...mail, recipients: this.#recipients };
  }

  /** Why the content cannot be accepted any more. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Content has begun: with BDAT the transaction stays open between chunks (RFC 3030 §2). */
  get contentBegun(): boolean {
    return this.#sink !== undefined || this.#failure !== undefined;
  }

  /** Of its content. */
  get octets(): number {
    return this.#octets;
  }

  /** A recipient was asked for and refused. */
  get recipientRefused(): boolean {
    return this.#attempts > this.#recipients.length;
  }

  /** How many recipients were asked for, refused ones included. */
  countAttempt(): number {
    this.#attempts += 1;
    return this.#attempts;
  }

  accept(recipient: EnvelopeRecipient): void {
    this.#recipients.push(recipient);
  }

  begin(sink: ContentSink): void {
    this.#sink = sink;
  }

  /** Undefined: the sink wants more, else it will when this resolves. Never rejects. */
  write(content: Buffer, limitBytes: number): Promise<void> | undefined {
    if (this.#failure !== undefined || content.length === 0) return undefined;
    this.#octets += content.length;
    if (limitBytes > 0 && this.#octets > limitBytes) {
      this.fail(new ReplyError(replies.messageTooLarge));
      return undefined;
    }
    try {
      const taken = this.#sink?.write(content);
      return taken instanceof Promise ? taken.catch((error: unknown) => this.fail(error)) : undefined;
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /** End of the content: what the sink says, or rejects with what went wrong before. */
  async end(): Promise<Reply | readonly Reply[]> {
    const sink = this.#sink;
    this.#sink = undefined;
    if (this.#failure !== undefined) throw this.#failure;
    if (sink === undefined) throw new Error('content ended before it began');
    return sink.end();
  }

  /** Nothing of the content may survive. */
  fail(cause: unknown): void {
    this.#failure ??= cause instanceof Error ? cause : new Error('the sink failed', { cause });
    this.abort(this.#failure);
  }

  abort(cause: Error): void {
    const sink = this.#sink;
    this.#sink = undefined;
    sink?.abort(cause);
  }
}

/** What is said at the end: one reply, or over LMTP one for each accepted recipient (RFC 2033 §4.2). */
export function finalAnswer(
  outcome: Answer,
  to: { readonly lmtp: boolean; readonly envelope: Envelope },
): Answer {
  const { recipients } = to.envelope;
  const given = outcome instanceof Reply ? undefined : outcome;
  const only = outcome instanceof Reply ? outcome : (outcome[0] ?? replies.localError);
  // A client that pipelines may send content although no recipient was accepted; it reads one refusal then.
  if (!to.lmtp || recipients.length === 0) return only;
  return recipients.map((_, index) => (given === undefined ? only : (given[index] ?? replies.localError)));
}
