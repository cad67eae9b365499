/** What a client waits for: the reply to a step of the session. */
export type Step = 'greeting' | 'command' | 'envelope' | 'data' | 'chunk' | 'end';

/** For the peer's silence while the reply to a step is due, in milliseconds. */
export type ReplyTimeouts = Readonly<Record<Step, number>>;

/** What RFC 5321 §4.5.3.2 wants a client to wait at least. */
export const standardTimeouts: ReplyTimeouts = {
  greeting: 300_000, // §4.5.3.2.1
  command: 300_000,
  envelope: 300_000, // MAIL and RCPT: §4.5.3.2.2, §4.5.3.2.3
  data: 120_000, // §4.5.3.2.4
  chunk: 180_000, // §4.5.3.2.5
  end: 600_000, // §4.5.3.2.6
};

/** For peers that are known: one patience for everything, and no timer to set anew. */
export function sameTimeout(timeoutMs: number): ReplyTimeouts {
  return {
    greeting: timeoutMs,
    command: timeoutMs,
    envelope: timeoutMs,
    data: timeoutMs,
    chunk: timeoutMs,
    end: timeoutMs,
  };
}
