import type { NextHop } from '@mailyard/routing';
import type { Envelope, Hold, Reply } from '@mailyard/smtp';

import type { LimitCause } from './limits/outbound-limits.js';

/**
 * What hands messages to next hops of one kind: over LMTP to Mailbox Delivery, and whatever else there will be. It knows
 * how to reach a next hop and what that answers; nothing of queues, of retries, or of what a failure leads to. What each
 * agent must keep is in `describeDeliveryAgent` of `@mailyard/delivery/testing`.
 */
export interface DeliveryAgent {
  /** Resolves when messages can be delivered. */
  start(): Promise<void>;
  /** At once: sessions are closed, and so is every connection. */
  stop(): void;
  /** Costs nothing yet: the next hop is reached with the first message. */
  open(nextHop: NextHop): DeliverySession;
  /** Messages that one of its sessions takes at a time: 1 where the next hop has to answer before the next one begins. */
  readonly concurrency: number;
  /** How many of its sessions that next hop is worth now, see `lanesTo`; absent: any number. */
  sessionsTo?(nextHop: NextHop): number;
}

/** One way to one next hop, for message after message, or for several at a time. */
export interface DeliverySession {
  /**
   * Hands one message over; the agent's `concurrency` says how many at a time. What the next hop does, and what we cannot do, is an outcome; it rejects for
   * faults of ours alone. When the content cannot be read to its end it rejects with the reader's error, and the next hop
   * has not taken the message.
   */
  deliver(message: OutgoingMessage): Promise<DeliveryOutcome>;
  /** It looks for a host, or opens a connection, and none of its messages has one yet. */
  readonly connecting: boolean;
  /** The connection may serve other sessions. Amid deliveries it is lost, and their outcome is `own-limit`. */
  close(): void;
}

export interface OutgoingMessage {
  readonly identity: MessageIdentity;
  /** With the recipients that this next hop serves. */
  readonly envelope: Envelope;
  /** With its closing empty line: the content follows at once. */
  readonly header: Buffer;
  /** In memory, or read piece by piece, as fast as the next hop takes it, each time from the beginning. */
  readonly content: readonly Buffer[] | (() => AsyncIterable<Buffer>);
  /** Of content that is read, when it is known. */
  readonly contentBytes?: number;
  /** Others get the message when it lapses: then its last octet does not leave, and the outcome is `own-limit`. Absent: it cannot. */
  readonly hold?: Hold;
  /** No host outside may have it in clear text. */
  readonly withinTls?: true | undefined;
}

/** By which a message is known, whichever copy and attempt it is. */
export interface MessageIdentity {
  /** With angle brackets. */
  readonly messageId: string;
  /** GUID; the same on every copy and every server. */
  readonly networkMessageId: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** What became of one message at one attempt: who has spoken, or failed, and about what. */
export type DeliveryOutcome = {
  /** All of it was sent, and once nothing was answered: what is tried again may come twice. */
  readonly mayBeTaken?: true;
} &
  /** The next hop has answered for each recipient of the envelope, in order. Only a 2yz says that it has the message. */
  (
    | {
        readonly scope: 'recipients';
        readonly replies: readonly Reply[];
        readonly remote: RemoteHost;
        readonly success: SuccessReport;
        readonly aboutMessage?: AboutMessage;
      }
    /** This message is not taken, whoever it is for: by the next hop, or, without `remote`, by ourselves. */
    | {
        readonly scope: 'message';
        readonly reply: Reply;
        readonly remote?: RemoteHost;
        readonly aboutMessage?: AboutMessage;
      }
    /**
     * It was not reached, or lost before it had answered: nothing is known of any recipient. `said`: by it, or of it;
     * `retryAfterMs`: when it wants to be asked again.
     */
    | { readonly scope: 'next-hop'; readonly said: string; readonly retryAfterMs?: number | undefined }
    /** We did not let ourselves: no connection is free, or the session was closed. It says nothing about the next hop. */
    | ({ readonly scope: 'own-limit' } & OwnLimit)
  );

/**
 * Whatever was said, it is about this message, and others need not wait: the next hop was there, and may have its reasons to
 * end the connection for this one. Absent: 421 and X.3.2 are about the next hop.
 */
export type AboutMessage = true;

/** Others may have the message by now. */
export const noLongerHeld: DeliveryOutcome = {
  scope: 'own-limit',
  reason: 'its lock had run out: another hub may have it',
};

/** Why we did not let ourselves. */
export interface OwnLimit {
  /** One sentence for an administrator. */
  readonly reason: string;
  /** So long trying again is pointless, and the queue waits; absent: whenever there is a lane. */
  readonly retryAfterMs?: number;
  /** Of that wait; absent: a limit without a name of its own. */
  readonly cause?: LimitCause;
}

/**
 * What a 2yz means to a sender who asked to hear of success (RFC 3461 §5.2): that the message is in a mailbox, that it has
 * left for a host that knows no DSNs (§5.2.2), or, undefined, that the next hop has the duty to tell (§5.2.1).
 */
export type SuccessReport = 'delivered' | 'relayed' | undefined;

/** The host that answered, for DSNs. */
export interface RemoteHost {
  readonly host: string;
  readonly ip?: string;
  /** Of our end of the connection. */
  readonly localIp?: string;
}
