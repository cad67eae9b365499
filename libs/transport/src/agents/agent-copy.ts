import type { RuleCopy } from '@mailyard/agents';
import type { HeaderBlock } from '@mailyard/message';
import {
  bifurcationKey,
  isForExpansion,
  type Bifurcation,
  type Categorization,
  type ResolvedRecipient,
} from '@mailyard/routing';
import type { EnvelopeRecipient } from '@mailyard/smtp';

/** What an installed agent said of a copy, for message tracking. */
export interface AgentAct {
  readonly agent: string;
  readonly event: string;
  /** Names of actions, or what went wrong. */
  readonly did: string;
}

/** A message for some of its recipients, as the agents so far have left it. */
export interface AgentCopy<R extends EnvelopeRecipient = ResolvedRecipient> {
  readonly copy: RuleCopy<R>;
  /** What copies for its recipients have of their own. */
  readonly own: Bifurcation;
  readonly acts: readonly AgentAct[];
  /** An installed agent has made another message of it. */
  readonly isTouched: boolean;
  /** What one has put in the place of the message's content. */
  readonly content?: AsyncIterable<Buffer>;
}

/** A copy that nobody has done anything to yet. */
export function untouchedCopy<R extends EnvelopeRecipient>(
  recipients: readonly R[],
  header: HeaderBlock,
): RuleCopy<R> {
  return {
    recipients,
    added: [],
    header,
    disclaimers: [],
    fate: { of: 'pass' },
    notices: [],
    applied: [],
  };
}

/** It is no longer the message as it came. */
export function isChanged({ copy, isTouched }: AgentCopy): boolean {
  const { recipients, added, applied } = copy;
  if (recipients.length + added.length === 0) return false;
  return isTouched || applied.some(({ acted }) => acted);
}

/** Agents have still to be asked about it. */
export function goesOn<R extends EnvelopeRecipient>({ copy }: AgentCopy<R>): boolean {
  return copy.fate.of === 'pass' && copy.recipients.length > 0;
}

/** Everybody who will get the message, by what their copies have of their own. */
export function addressed({ deliveries, unreachable }: Categorization): readonly {
  readonly own: Bifurcation;
  readonly recipients: readonly ResolvedRecipient[];
}[] {
  const groups = new Map<string, { readonly own: Bifurcation; readonly recipients: ResolvedRecipient[] }>();
  const add = ({ reversePath, fields }: Bifurcation, recipients: readonly ResolvedRecipient[]): void => {
    const own: Bifurcation = {
      ...(reversePath === undefined ? {} : { reversePath }),
      ...(fields === undefined ? {} : { fields }),
    };
    const key = bifurcationKey(own);
    const group = groups.get(key) ?? { own, recipients: [] };
    groups.set(key, group);
    for (const recipient of recipients) group.recipients.push(recipient);
  };
  for (const delivery of deliveries) {
    // Agents are for whoever gets the message, and that is known where the group is expanded.
    if (!isForExpansion(delivery)) add(delivery, delivery.recipients);
  }
  for (const each of unreachable) add(each, [each.recipient]);
  return [...groups.values()];
}
