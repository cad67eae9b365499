import type { Reply } from '@mailyard/smtp';

/** Why a message waits, or waited until it was too old. */
export type WaitCause =
  /** It is in the Unreachable queue. */
  | { readonly kind: 'no-route'; readonly lastError: string }
  /** Its queue is in Retry. */
  | { readonly kind: 'next-hop-unreachable'; readonly lastError: string }
  /** The next hop answered 4yz whenever it was tried. */
  | { readonly kind: 'temporary-refusal'; readonly lastError: string }
  | { readonly kind: 'queue-suspended' }
  /** What it says is on a volume that is missing. */
  | { readonly kind: 'content-unavailable' }
  /** It is in the Submission queue. */
  | { readonly kind: 'not-categorized' }
  /** Its turn has not come. */
  | { readonly kind: 'no-attempt' };

interface WaitWords {
  /** Behind `message expired` or `message delayed` in the reply. */
  readonly reply: string;
  /** For people, when it was too late. */
  readonly expired: string;
  /** The same as long as there is hope. */
  readonly delayed: string;
}

/** Every cause and what is said of it. */
const words: Readonly<Record<WaitCause['kind'], WaitWords>> = {
  'no-route': {
    reply: ' in unreachable destination queue',
    expired:
      "No connector of this mail system leads to the recipient's domain, and none was made in time. Please contact your email admin.",
    delayed: "No connector of this mail system leads to the recipient's domain.",
  },
  'next-hop-unreachable': {
    reply: '',
    expired:
      'The server that has to take the message next could not be reached, or took no mail, within the period during which delivery is attempted.',
    delayed: 'The server that has to take the message next cannot be reached, or takes no mail at this time.',
  },
  'temporary-refusal': {
    reply: '',
    expired:
      "The recipient's mail system refused the message for the time being whenever it was tried, within the period during which delivery is attempted.",
    delayed: "The recipient's mail system refuses the message for the time being.",
  },
  'queue-suspended': {
    reply: ' in suspended queue',
    expired:
      'An administrator of this mail system has suspended the queue in which the message waited, and did not resume it in time. Please contact your email admin.',
    delayed: 'An administrator of this mail system has suspended the queue in which the message waits.',
  },
  'content-unavailable': {
    reply: '',
    expired:
      "The part of this mail system in which the message was stored was not available, so it couldn't be delivered in time. Please contact your email admin.",
    delayed: 'The part of this mail system in which the message is stored is not available.',
  },
  'not-categorized': {
    reply: ' in submission queue',
    expired: 'This mail system could not process the message in time. Please contact your email admin.',
    delayed: 'This mail system has not processed the message yet.',
  },
  'no-attempt': {
    reply: '',
    expired: 'This mail system did not come to attempt delivery in time. Please contact your email admin.',
    delayed: 'This mail system has not come to attempt delivery yet.',
  },
};

/** What is known of a temporary refusal's reason by its enhanced status code (RFC 3463 §3). */
const refusals: Readonly<Record<string, string>> = {
  '4.2.1': "The recipient's mailbox was not available.",
  '4.2.2': "The recipient's mailbox was full.",
  '4.3.1': "The recipient's mail system had no storage left.",
  '4.3.2': "The recipient's mail system was out of service.",
  '4.7': 'It did so for reasons of its own policy.',
};

/** Whether time alone may help: without a route, or in a suspended queue, nothing is tried. */
export function isAttempted({ kind }: WaitCause): boolean {
  return kind !== 'no-route' && kind !== 'queue-suspended';
}

export function waitExplanation(cause: WaitCause, end: 'expired' | 'delayed'): string {
  const text = words[cause.kind][end];
  const refusal = cause.kind === 'temporary-refusal' ? refusalOf(cause.lastError) : undefined;
  return refusal === undefined ? text : `${text} ${refusal}`;
}

function refusalOf(lastError: string): string | undefined {
  const [, status = '', subject = ''] = /^\d{3} ((4\.\d{1,3})\.\d{1,3})\b/.exec(lastError) ?? [];
  return refusals[status] ?? refusals[subject];
}

/**
 * The reply with its cause, in Exchange's words for Unreachable. The last error shows the organization's inside, as the
 * trace does, so it is for senders inside.
 */
export function waitReply(reply: Reply, cause: WaitCause, audience: 'internal' | 'external'): Reply {
  const text = `${reply.text}${words[cause.kind].reply}`;
  const told = audience === 'internal' && 'lastError' in cause && cause.lastError !== '';
  if (!told) return reply.withText(text);
  return reply.withText(
    `${text}. ${cause.kind === 'no-route' ? 'Reason' : 'Last error'}: ${cause.lastError}`,
  );
}
