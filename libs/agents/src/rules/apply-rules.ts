import type { Organization, TransportRule } from '@mailyard/directory';
import type { ReadingBounds } from '@mailyard/message';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import { act } from './act.js';
import { rulesOf, type PreparedRule } from './prepared-rule.js';
import type { RuleCopy } from './rule-copy.js';
import { RuleFacts, type RuleMessage } from './rule-message.js';

/** A rule failed that wants the message to wait then. */
export class RuleFailure extends Error {
  override readonly name = 'RuleFailure';

  constructor(
    readonly rule: TransportRule,
    options: { readonly cause: unknown },
  ) {
    super(`the transport rule ${rule.Name} failed`, options);
  }
}

export interface RuleRun<R extends EnvelopeRecipient> {
  /** Every recipient is in exactly one of them. */
  readonly copies: readonly RuleCopy<R>[];
  /** Rules that failed and were passed over. */
  readonly failures: readonly RuleFailure[];
}

/** Whether any rule could be for a message at this time. */
export function hasRules(organization: Organization, now: number): boolean {
  return rulesOf(organization).some((rule) => rule.isDue(now));
}

/** What a rule looks at of a text; in the rest of a longer one nothing is found. */
const textBounds = { textBytesMax: 1024 * 1024, textsBytesMax: 4 * 1024 * 1024, partsMax: 1_000 };

/** And of documents, if a rule looks into them. */
const documentBounds = { documentsBytesMax: 8 * 1024 * 1024 };

/** How far rules look into the content of a message; undefined: none does. */
export function ruleReadingBounds(organization: Organization, now: number): ReadingBounds | undefined {
  const due = rulesOf(organization).filter((rule) => rule.isDue(now));
  if (!due.some(({ looksIntoContent }) => looksIntoContent)) return undefined;
  return due.some(({ looksIntoDocuments }) => looksIntoDocuments)
    ? { ...textBounds, ...documentBounds }
    : textBounds;
}

/**
 * Applies the rules one after the other; each sees what those before it have made of the message. A rule that is for some
 * recipients and not for others splits it. Throws a RuleFailure when a rule fails whose RuleErrorAction is Defer.
 */
export function applyRules<R extends EnvelopeRecipient>(
  message: RuleMessage<R>,
  organization: Organization,
  now: number,
): RuleRun<R> {
  const failures: RuleFailure[] = [];
  const untouched: RuleCopy<R> = {
    recipients: message.recipients,
    added: [],
    header: message.header,
    disclaimers: [],
    fate: { of: 'pass' },
    notices: [],
    applied: [],
  };
  let states: readonly State<R>[] = [{ copy: untouched, isOver: false }];
  for (const rule of rulesOf(organization)) {
    if (!rule.isDue(now)) continue;
    states = states.flatMap((state) =>
      state.isOver
        ? [state]
        : attempt(rule, failures, state, () => applied(rule, state.copy, { message, organization })),
    );
  }
  return { copies: states.map(({ copy }) => copy), failures };
}

interface State<R extends EnvelopeRecipient> {
  readonly copy: RuleCopy<R>;
  /** No further rule is for it. */
  readonly isOver: boolean;
}

function attempt<R extends EnvelopeRecipient>(
  { rule }: PreparedRule,
  failures: RuleFailure[],
  ...[state, apply]: [State<R>, () => readonly State<R>[]]
): readonly State<R>[] {
  try {
    return apply();
  } catch (cause) {
    const failure = new RuleFailure(rule, { cause });
    if (rule.RuleErrorAction === 'Defer') throw failure;
    failures.push(failure);
    return [state];
  }
}

interface Surroundings {
  readonly message: RuleMessage;
  readonly organization: Organization;
}

function applied<R extends EnvelopeRecipient>(
  prepared: PreparedRule,
  copy: RuleCopy<R>,
  { message, organization }: Surroundings,
): readonly State<R>[] {
  const { header, recipients } = copy;
  const facts = new RuleFacts({ ...message, header }, organization);
  const meant = prepared.recipientsMeant(facts, recipients);
  if (meant.length === 0) return [{ copy, isOver: false }];
  const changed = act(prepared.rule, { ...copy, recipients: meant }, facts);
  const acted = { copy: changed, isOver: isOver(changed, prepared.rule) };
  if (meant.length === recipients.length) return [acted];
  // A group may have a hundred thousand members.
  const asked = new Set(meant);
  const others = recipients.filter((recipient) => !asked.has(recipient));
  return [acted, { copy: { ...copy, recipients: others }, isOver: false }];
}

/**
 * What is refused, deleted or redirected has no recipients any more that a later rule could be for; what waits for moderators
 * comes to all rules again.
 */
function isOver<R extends EnvelopeRecipient>({ fate }: RuleCopy<R>, rule: TransportRule): boolean {
  return fate.of !== 'pass' || (rule.Mode === 'Enforce' && rule.StopRuleProcessing);
}
