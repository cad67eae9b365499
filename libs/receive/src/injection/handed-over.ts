import { Reply, ReplyError, replies, UnknownOutcome, type ContentSink } from '@mailyard/smtp';

import { InjectionRefused, refusedBy } from './injection-refused.js';

/** A message that is durable at a hub. */
export interface AcceptedMessage {
  /** By which its state is asked for. */
  readonly id: string;
  /** As its header has it, with angle brackets. */
  readonly messageId: string;
  /** What the hub said. */
  readonly reply: string;
}

/** The hub has all of it: what it says is the verdict. */
export async function verdictOf(sink: Pick<ContentSink, 'end'>, id: string): Promise<AcceptedMessage> {
  const reply = await asRefusal(() => sink.end());
  if (!(reply instanceof Reply)) throw new Error('a hub gives one reply');
  if (!reply.positive) throw refusedBy(reply);
  const text = reply.toString();
  return { id, messageId: /<[^<>]*>/.exec(text)?.[0] ?? '', reply: text };
}

/** What a hub refuses is told as such. */
export async function asRefusal<T>(run: () => Promise<T> | T): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ReplyError) throw refusedBy(error.reply);
    if (error instanceof UnknownOutcome) throw new InjectionRefused(outcomeUnknown);
    throw error;
  }
}

const outcomeUnknown = {
  type: 'outcome-unknown',
  title: 'Nobody knows whether the message was accepted',
  status: 503,
  detail:
    'The hub died, or Redis, before it had answered. With the same Idempotency-Key the order may be repeated: what was accepted is not accepted again.',
  reply: replies.hubUnavailable.toString(),
  retryAfterSeconds: 1,
} as const;
