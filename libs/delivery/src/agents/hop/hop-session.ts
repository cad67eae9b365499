import { possibleDuplicateFields } from '@mailyard/message';
import { HopError, outcomes, type HopConnection, type TransactionReplies } from '@mailyard/smtp';

import {
  noLongerHeld,
  type DeliveryOutcome,
  type DeliverySession,
  type OutgoingMessage,
  type SuccessReport,
} from '../../delivery-agent.js';
import { HopConnections, type HopConnectionsOptions, type Reached } from './hop-connections.js';

export interface HopSessionOptions extends HopConnectionsOptions {
  /** What a 2yz of the next hop means. */
  readonly success: SuccessReport;
  readonly onClosed: () => void;
}

/** LMTP or SMTP to a service of ours: many small messages at a time over one connection, large ones each over its own. */
export class HopSession implements DeliverySession {
  readonly #connections: HopConnections;
  readonly #success: SuccessReport;
  readonly #onClosed: () => void;

  constructor({ onClosed, success, ...options }: HopSessionOptions) {
    this.#connections = new HopConnections(options);
    this.#success = success;
    this.#onClosed = onClosed;
  }

  async deliver(message: OutgoingMessage): Promise<DeliveryOutcome> {
    const { hold } = message;
    if (hold?.isSure() === false && !(await hold.confirm())) return noLongerHeld;
    let mayBeTaken = false;
    const outcome = await this.#outcome(message, (error) => {
      mayBeTaken ||= error instanceof HopError && error.mayBeTaken;
    });
    return mayBeTaken ? { ...outcome, mayBeTaken } : outcome;
  }

  /** `onLost` hears of each connection that failed with the message. */
  async #outcome(message: OutgoingMessage, onLost: (error: unknown) => void): Promise<DeliveryOutcome> {
    const { envelope, header, content, hold } = message;
    const how = typeof content === 'function' ? 'stream' : 'whole';
    try {
      return await this.#connections.carry(how, async (reached, again) => {
        const { connection } = reached;
        const lead = again ? [Buffer.from(possibleDuplicateFields), header] : [header];
        const transaction =
          typeof content === 'function'
            ? stream(connection, { ...message, header: Buffer.concat(lead) }, content())
            : connection.transact(envelope, [...lead, ...content], { hold });
        transaction.catch(onLost);
        return this.#answered(reached, transaction);
      });
    } catch (error) {
      if (!(error instanceof HopError)) throw error;
      if (this.#connections.closed) return { scope: 'own-limit', reason: 'the session was closed' };
      return outcomeOf(error);
    }
  }

  get connecting(): boolean {
    return this.#connections.connecting;
  }

  close(): void {
    this.#connections.close();
    this.#onClosed();
  }

  async #answered({ remote }: Reached, transaction: Promise<TransactionReplies>): Promise<DeliveryOutcome> {
    const answers = await transaction;
    const { mail } = answers;
    // RFC 5321 §3.8: the host takes no mail any more, and has not taken this.
    if (mail.code === 421) throw HopError.refused('closed', mail);
    if (!mail.positive) return { scope: 'message', reply: mail, remote };
    return { scope: 'recipients', replies: outcomes(answers), remote, success: this.#success };
  }
}

function outcomeOf({ kind, message, reply }: HopError): DeliveryOutcome {
  if (kind === 'lapsed') return noLongerHeld;
  if (kind === 'limit') return { scope: 'own-limit', reason: message };
  return { scope: 'next-hop', said: reply?.toString() ?? message };
}

/** Piece by piece, as fast as the peer takes it. */
async function stream(
  connection: HopConnection,
  { envelope, header, hold }: OutgoingMessage,
  content: AsyncIterable<Buffer>,
): Promise<TransactionReplies> {
  const answers = await connection.begin(envelope);
  const accepted = answers.mail.positive && answers.recipients.some((reply) => reply.positive);
  if (!accepted) return { ...answers, replies: [] };
  await connection.write(header);
  for await (const chunk of content) await connection.write(chunk);
  return { ...answers, replies: await connection.end([], hold) };
}
