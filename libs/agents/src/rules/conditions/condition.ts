import type { RuleCondition, TransportRule } from '@mailyard/directory';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import type { RuleFacts } from '../rule-message.js';

/** What a rule asks for: its conditions, or its exceptions by the names of the conditions. */
export type Asked = { readonly [K in RuleCondition]?: Value<K> } & Pick<
  TransportRule,
  'SenderAddressLocation'
>;

type Value<K extends RuleCondition> = NonNullable<TransportRule[K]>;

/** Holds for the message as a whole. */
export interface MessageCondition<K extends RuleCondition> {
  readonly of: 'message';
  /** Looks at text or attachments, and into documents. */
  readonly content?: 'parts' | 'documents';
  readonly holds: (value: Value<K>, facts: RuleFacts, asked: Asked) => boolean;
}

/** Holds for some recipients and not for others. */
export interface RecipientCondition<K extends RuleCondition> {
  readonly of: 'recipient';
  readonly content?: undefined;
  readonly holds: (
    value: Value<K>,
    facts: RuleFacts,
    { recipient, asked }: { readonly recipient: EnvelopeRecipient; readonly asked: Asked },
  ) => boolean;
}

/** The second half of another one. */
export interface HalfCondition {
  readonly of: 'other';
  readonly content?: undefined;
}

export type Condition<K extends RuleCondition> = MessageCondition<K> | RecipientCondition<K> | HalfCondition;

export const half: HalfCondition = { of: 'other' };
