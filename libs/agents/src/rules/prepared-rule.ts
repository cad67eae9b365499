import {
  inRuleOrder,
  ruleConditions,
  type Organization,
  type RuleCondition,
  type TransportRule,
} from '@mailyard/directory';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import { attachmentConditions } from './conditions/attachment-conditions.js';
import type { Asked, Condition } from './conditions/condition.js';
import { messageConditions } from './conditions/message-conditions.js';
import { recipientConditions } from './conditions/recipient-conditions.js';
import { relationConditions } from './conditions/relation-conditions.js';
import { senderConditions } from './conditions/sender-conditions.js';
import type { RuleFacts } from './rule-message.js';

/** Every condition that there is. */
const conditions: { readonly [K in RuleCondition]: Condition<K> } = {
  ...senderConditions,
  ...recipientConditions,
  ...messageConditions,
  ...attachmentConditions,
  ...relationConditions,
};

const names = Object.keys(ruleConditions) as readonly RuleCondition[];

/** One condition or exception of a rule, with what it asks for. */
interface Test {
  readonly asked: Asked;
  readonly name: RuleCondition;
  readonly value: unknown;
  readonly condition: Exclude<Condition<RuleCondition>, { of: 'other' }>;
}

/** A rule as it is applied to many messages. */
export class PreparedRule {
  readonly rule: TransportRule;
  /** It asks for text or attachments. */
  readonly looksIntoContent: boolean;
  /** What it asks for may be in a document of Office. */
  readonly looksIntoDocuments: boolean;
  readonly #conditions: readonly Test[];
  readonly #exceptions: readonly Test[];

  constructor(rule: TransportRule) {
    this.rule = rule;
    this.#conditions = testsOf(rule, '');
    this.#exceptions = testsOf(rule, 'ExceptIf');
    const tests = [...this.#conditions, ...this.#exceptions];
    this.looksIntoContent = tests.some(({ condition }) => condition.content !== undefined);
    this.looksIntoDocuments = tests.some(({ condition }) => condition.content === 'documents');
  }

  isDue(now: number): boolean {
    const { State, ActivationDate, ExpiryDate } = this.rule;
    if (State === 'Disabled') return false;
    if (ActivationDate !== undefined && now < Date.parse(ActivationDate)) return false;
    return ExpiryDate === undefined || now < Date.parse(ExpiryDate);
  }

  /** The recipients for whom all conditions hold and no exception does. */
  recipientsMeant<R extends EnvelopeRecipient>(facts: RuleFacts, recipients: readonly R[]): readonly R[] {
    if (!this.#conditions.every((test) => isOfRecipient(test) || holds(test, facts))) return [];
    if (this.#exceptions.some((test) => !isOfRecipient(test) && holds(test, facts))) return [];
    const [asked, excepted] = [this.#conditions, this.#exceptions].map((tests) =>
      tests.filter(isOfRecipient),
    );
    return recipients.filter(
      (recipient) =>
        asked?.every((test) => holds(test, facts, recipient)) === true &&
        excepted?.some((test) => holds(test, facts, recipient)) === false,
    );
  }
}

function testsOf(rule: TransportRule, prefix: '' | 'ExceptIf'): readonly Test[] {
  const given = rule as Readonly<Record<string, unknown>>;
  const asked = {
    SenderAddressLocation: rule.SenderAddressLocation,
    ...Object.fromEntries(names.map((name) => [name, given[`${prefix}${name}`]])),
  } as Asked;
  return names.flatMap((name): readonly Test[] => {
    const value = asked[name];
    const condition: Condition<RuleCondition> = conditions[name] as Condition<RuleCondition>;
    return value === undefined || condition.of === 'other' ? [] : [{ asked, name, value, condition }];
  });
}

const isOfRecipient = ({ condition }: Test): boolean => condition.of === 'recipient';

function holds({ condition, value, asked }: Test, facts: RuleFacts, recipient?: EnvelopeRecipient): boolean {
  // The table pairs each condition with its own kind of value.
  if (condition.of === 'message') return condition.holds(value as never, facts, asked);
  return recipient !== undefined && condition.holds(value as never, facts, { recipient, asked });
}

/** The rules of one snapshot, in the order in which they are applied. */
const knownRules = new WeakMap<readonly TransportRule[], readonly PreparedRule[]>();

/** The rules of an organization in the order in which they are applied; made ready once for each list of them. */
export function rulesOf({ objects: { TransportRules } }: Organization): readonly PreparedRule[] {
  const known = knownRules.get(TransportRules);
  if (known !== undefined) return known;
  const prepared = inRuleOrder(TransportRules).map((rule) => new PreparedRule(rule));
  knownRules.set(TransportRules, prepared);
  return prepared;
}
