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

/** Why a next hop may have said 4yz, as far as its enhanced status code tells. */
export type RefusalReason = (typeof refusalReasons)[keyof typeof refusalReasons];

/** By enhanced status code, then by class and subject (RFC 3463 §3). */
const refusalReasons = {
  '4.2.1': 'mailbox-unavailable',
  '4.2.2': 'mailbox-full',
  '4.3.1': 'no-storage',
  '4.3.2': 'out-of-service',
  '4.7': 'policy',
} as const;

/** Behind `message expired` or `message delayed` in the reply. */
const inReply: Readonly<Partial<Record<WaitCause['kind'], string>>> = {
  'no-route': ' in unreachable destination queue',
  'queue-suspended': ' in suspended queue',
  'not-categorized': ' in submission queue',
};

/** Whether time alone may help: without a route, or in a suspended queue, nothing is tried. */
export function isAttempted({ kind }: WaitCause): boolean {
  return kind !== 'no-route' && kind !== 'queue-suspended';
}

/** Of the last error of a temporary refusal. */
export function refusalReason(lastError: string): RefusalReason | undefined {
  const [, status = '', subject = ''] = /^\d{3} ((4\.\d{1,3})\.\d{1,3})\b/.exec(lastError) ?? [];
  const reasons: Readonly<Record<string, RefusalReason>> = refusalReasons;
  return reasons[status] ?? reasons[subject];
}

/**
 * The reply with its cause, in Exchange's words for Unreachable. The last error shows the organization's inside, as the
 * trace does, so it is for senders inside.
 */
export function waitReply(reply: Reply, cause: WaitCause, audience: 'internal' | 'external'): Reply {
  const text = `${reply.text}${inReply[cause.kind] ?? ''}`;
  const told = audience === 'internal' && 'lastError' in cause && cause.lastError !== '';
  if (!told) return reply.withText(text);
  return reply.withText(
    `${text}. ${cause.kind === 'no-route' ? 'Reason' : 'Last error'}: ${cause.lastError}`,
  );
}
