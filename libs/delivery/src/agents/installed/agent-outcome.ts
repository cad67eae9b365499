import type { AgentAction } from '@mailyard/agent-host';
import type { Reply } from '@mailyard/smtp';

import type { DeliveryOutcome, RemoteHost } from '../../delivery-agent.js';

/** Nothing was handed over: another connection may do. */
export interface ConnectionGone {
  readonly gone: string;
}

/** What an agent has answered about a message: an outcome, or that its connection is gone and nothing was handed over. */
export type Acknowledgement =
  { readonly outcome: DeliveryOutcome; readonly connectionEnds: boolean } | ConnectionGone;

/** The answer is one that `deliveryProblem` of agent-host finds nothing wrong with. */
export function acknowledgementOf(
  actions: readonly AgentAction[],
  recipients: readonly string[],
  remote: RemoteHost,
): Acknowledgement {
  const connectionEnds = actions.some(({ action }) => action === 'UnregisterConnection');
  const replies = new Map<string, Reply>();
  for (const one of actions) {
    const ofMessage = outcomeOfMessage(one, remote);
    if (ofMessage !== undefined) return { outcome: ofMessage, connectionEnds };
    for (const [address, reply] of repliesIn(one, recipients)) replies.set(address, reply);
  }
  if (replies.size === 0) return { gone: 'its connections end before they are used' };
  return { outcome: ofReplies(recipients, replies, remote), connectionEnds };
}

/** That nobody has it, whoever it is for. */
function outcomeOfMessage(one: AgentAction, remote: RemoteHost): DeliveryOutcome | undefined {
  if (one.action === 'DeferQueue') return deferredQueue(one);
  if (one.action !== 'AckMailItemDefer' && one.action !== 'AckMailItemFail') return undefined;
  return { scope: 'message', reply: one.reply, remote, aboutMessage: true };
}

function repliesIn(one: AgentAction, recipients: readonly string[]): readonly (readonly [string, Reply])[] {
  if (!('reply' in one)) return [];
  const concerned = 'recipients' in one ? one.recipients : recipients;
  return concerned.map((address) => [address, one.reply] as const);
}

/** Whoever has not said it is left as it is: a message is settled by a clear word alone. */
function ofReplies(
  recipients: readonly string[],
  replies: ReadonlyMap<string, Reply>,
  remote: RemoteHost,
): DeliveryOutcome {
  const given = recipients.flatMap((address) => replies.get(address) ?? []);
  if (given.length < recipients.length) return { scope: 'next-hop', said: 'it did not answer for everybody' };
  // RFC 3461 §5.2.2: what is behind it knows no DSNs.
  return { scope: 'recipients', replies: given, remote, success: 'relayed', aboutMessage: true };
}

export function deferredQueue({
  reply,
  retryAfterSeconds,
}: Extract<AgentAction, { readonly action: 'DeferQueue' }>): DeliveryOutcome {
  const retryAfterMs = retryAfterSeconds === undefined ? undefined : 1_000 * retryAfterSeconds;
  return { scope: 'next-hop', said: reply.toString(), retryAfterMs };
}
