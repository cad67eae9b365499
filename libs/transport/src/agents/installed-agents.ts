import {
  fateAfterFailure,
  type AgentAction,
  type AgentFailure,
  type AgentHost,
  type AgentOutcome,
  type ReplacedContent,
} from '@mailyard/agent-host';
import type { CategorizerEvent, TransportAgent } from '@mailyard/directory';
import { replies, type EnvelopeRecipient } from '@mailyard/smtp';

import { goesOn, type AgentAct, type AgentCopy } from './agent-copy.js';
import { agentMessage, type ShownMessage } from './agent-message.js';
import { applyActions } from './apply-actions.js';

/** An agent wants the message to wait, or has failed and its FailurePolicy is Defer. */
export class AgentDeferral extends Error {
  override readonly name = 'AgentDeferral';

  constructor(
    readonly agent: string,
    reason: string,
  ) {
    super(`the transport agent ${agent} keeps the message waiting: ${reason}`);
  }
}

export interface AskedOf {
  readonly agent: TransportAgent;
  readonly event: CategorizerEvent;
}

export interface Asking extends ShownMessage {
  readonly host: Pick<AgentHost, 'ask'>;
  /** Header and content as the agents so far have left them. */
  readonly whole: (copy: AgentCopy<EnvelopeRecipient>) => AsyncIterable<Buffer>;
  /** Content that agents have sent is there until the message has passed all of them. */
  readonly replaced: ReplacedContent[];
}

/** Asks an installed agent about each copy that goes on. Throws an AgentDeferral where the message has to wait. */
export async function askAgent<R extends EnvelopeRecipient>(
  { agent, event }: AskedOf,
  copies: readonly AgentCopy<R>[],
  asking: Asking,
): Promise<readonly AgentCopy<R>[]> {
  const answered: AgentCopy<R>[] = [];
  for (const one of copies) {
    if (!goesOn(one)) answered.push(one);
    else {
      const { reversePath = asking.reversePath } = one.own;
      const message = agentMessage({ ...asking, reversePath }, one.copy.header, one.copy.recipients);
      const outcome = await asking.host.ask(agent, { event, message }, () => asking.whole(one));
      if (outcome.of === 'answer' && outcome.content !== undefined) asking.replaced.push(outcome.content);
      answered.push(...asAnswered(one, { agent, event }, outcome));
    }
  }
  return answered;
}

function asAnswered<R extends EnvelopeRecipient>(
  one: AgentCopy<R>,
  { agent, event }: AskedOf,
  outcome: AgentOutcome,
): readonly AgentCopy<R>[] {
  if (outcome.of === 'failure') return afterFailure(one, { agent, event }, outcome);
  const { actions, content } = outcome;
  const deferral = deferralIn(actions);
  if (deferral !== undefined) throw new AgentDeferral(agent.Name, deferral);
  if (actions.length === 0) return [one];
  const act = { agent: agent.Name, event, did: actions.map(({ action }) => action).join(' ') };
  return applyActions(one.copy, actions).map((copy) => ({
    ...one,
    copy,
    acts: [...one.acts, act],
    ...(content === undefined ? {} : { content }),
    // Of a copy that others have only left it stays the same message.
    isTouched:
      one.isTouched || content !== undefined || copy.header !== one.copy.header || hasOther(copy, one.copy),
  }));
}

/** Why the message has to wait, if it has to: a refusal for now is a deferral. */
function deferralIn(actions: readonly AgentAction[]): string | undefined {
  for (const one of actions) {
    if (one.action === 'DeferMessage') return one.reason ?? 'it says so';
    if (one.action === 'RejectMessage' && one.reply.transient) return one.reply.toString();
  }
  return undefined;
}

function hasOther(
  { fate, added }: AgentCopy<EnvelopeRecipient>['copy'],
  before: AgentCopy<EnvelopeRecipient>['copy'],
): boolean {
  return fate !== before.fate || added.length > before.added.length;
}

function afterFailure<R extends EnvelopeRecipient>(
  one: AgentCopy<R>,
  { agent, event }: AskedOf,
  failure: AgentFailure,
): readonly AgentCopy<R>[] {
  const fate = fateAfterFailure(agent, failure);
  const act: AgentAct = { agent: agent.Name, event, did: `failed, ${fate}` };
  switch (fate) {
    case 'Defer':
      throw new AgentDeferral(agent.Name, failure.reason);
    case 'Accept':
      return [{ ...one, acts: [...one.acts, act] }];
    case 'Refuse': {
      const rejected = { of: 'reject', reply: replies.agentFailed } as const;
      return [{ ...one, copy: { ...one.copy, fate: rejected }, acts: [...one.acts, act], isTouched: true }];
    }
  }
}
