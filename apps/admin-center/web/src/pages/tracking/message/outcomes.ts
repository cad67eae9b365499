import type { Format, TextKey, Texts } from '../../../text/index.js';
import type { State } from '../../../ui/index.js';
import type { messageViewTexts } from './message-view.text.js';
import type { Copy, KnownMessage, Queue, Report } from './use-message.js';

export type MessageViewT = Texts<TextKey<typeof messageViewTexts>>;

/** What became of one recipient: in a sentence, and as somebody else said it. */
export interface Outcome {
  readonly address: string;
  readonly state: State;
  readonly sentence: string;
  readonly reply: string;
  /** By whom it was sent: a route is explained by both. */
  readonly sender: string;
}

const states: Readonly<Record<Report['message']['recipients'][number]['state'], State>> = {
  Failed: 'bad',
  Dropped: 'bad',
  Deferred: 'warn',
  Pending: 'warn',
  Relayed: 'good',
  Sent: 'good',
  Delivered: 'good',
  Expanded: 'idle',
  Redirected: 'idle',
  Resolved: 'idle',
};

/** Whoever waits in a queue is told of as the queue is now; of the others tracking knows. */
export function outcomesOf(
  { report, copies, queues }: KnownMessage,
  t: MessageViewT,
  format: Format,
): readonly Outcome[] {
  const told = copies.flatMap((copy) =>
    copy.recipients.map((address) => waitingOutcome(address, copy, { queues, t, format })),
  );
  const waiting = new Map(told.map((outcome) => [outcome.address.toLowerCase(), outcome]));
  const tracked = (report?.message.recipients ?? []).map(
    ({ address, state, status }): Outcome =>
      waiting.get(address.toLowerCase()) ?? {
        address,
        state: states[state],
        sentence: t(state),
        reply: status,
        sender: report?.message.sender ?? '',
      },
  );
  const known = new Set(tracked.map(({ address }) => address.toLowerCase()));
  return [...tracked, ...[...waiting].filter(([key]) => !known.has(key)).map(([, outcome]) => outcome)];
}

interface Told {
  readonly queues: readonly Queue[];
  readonly t: MessageViewT;
  readonly format: Format;
}

function waitingOutcome(address: string, copy: Copy, { queues, t, format }: Told): Outcome {
  const queue = queues.find(({ name }) => name === copy.queue);
  const reply = copy.lastError ?? queue?.lastError ?? '';
  const place = queue?.nextHopDomain ?? copy.queue;
  const common = { address, reply, sender: copy.from };
  if (copy.status === 'Suspended') {
    return { ...common, state: 'held', sentence: t('heldIn', { queue: place }) };
  }
  const state = copy.queue === 'Unreachable' || copy.queue === 'Poison' ? 'bad' : 'warn';
  return { ...common, state, sentence: waitingSentence(copy, queue, { place, t, format }) };
}

function waitingSentence(
  { nextRetryTime, attempts }: Copy,
  queue: Queue | undefined,
  { place, t, format }: { readonly place: string; readonly t: MessageViewT; readonly format: Format },
): string {
  if (nextRetryTime !== undefined) {
    return t('waitsNext', { queue: place, when: format.relative(nextRetryTime), attempt: attempts + 1 });
  }
  if (queue?.nextRetryTime !== undefined) {
    return t('waitsQueue', { queue: place, when: format.relative(queue.nextRetryTime) });
  }
  return t('waits', { queue: place });
}
