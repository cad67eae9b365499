import { guid, nameKey, objectName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';
import { ruleActions } from './parameters/actions.js';
import { messageConditions } from './parameters/message-conditions.js';
import { anyRecipientConditions, recipientConditions } from './parameters/recipient-conditions.js';
import { whyRefused } from './parameters/refused-parameters.js';
import { relationConditions } from './parameters/relation-conditions.js';
import { senderConditions } from './parameters/sender-conditions.js';

/** All that a rule can ask; each has an exception of the same kind. */
export const ruleConditions = {
  ...senderConditions,
  ...recipientConditions,
  ...anyRecipientConditions,
  ...messageConditions,
  ...relationConditions,
} as const;

type Conditions = typeof ruleConditions;
export type RuleCondition = keyof Conditions;

const time = z
  .union([z.iso.datetime({ offset: true, local: true }), z.iso.date()], {
    error: 'must be a date or a time such as 2026-12-31 or 2026-12-31T18:00:00Z',
  })
  .transform((text) => new Date(text).toISOString())
  .describe('ISO 8601; without an offset in UTC.');

export const transportRuleSchema = z
  .strictObject(
    {
      Guid: guid,
      Name: objectName,
      Priority: z
        .int()
        .min(0)
        .max(10_000)
        .optional()
        .describe(
          '0 is first. A rule that is given none comes last; a number beyond the last place means that place.',
        ),
      State: oneOf(['Enabled', 'Disabled']).default('Enabled').describe('Disabled: the rule does nothing.'),
      Mode: oneOf(['Enforce', 'Audit', 'AuditAndNotify'])
        .default('Enforce')
        .describe(
          'Audit, AuditAndNotify: message tracking tells that it would have acted, and it does nothing else.',
        ),
      Comments: z.string().max(1_024).default('').describe('For administrators.'),
      ActivationDate: time.optional().describe('When it begins to act.'),
      ExpiryDate: time.optional().describe('When it no longer acts.'),
      StopRuleProcessing: z
        .boolean()
        .default(false)
        .describe('No later rule is looked at for a message that it acted on.'),
      RuleErrorAction: oneOf(['Ignore', 'Defer'])
        .default('Ignore')
        .describe('What happens to a message when the rule fails: it passes, or waits and is tried again.'),
      SenderAddressLocation: oneOf(['Header', 'Envelope', 'HeaderOrEnvelope'])
        .default('Header')
        .describe('Where conditions find the sender’s address.'),
      ...optional(ruleConditions),
      ...exceptions(ruleConditions),
      ...optional(ruleActions),
    },
    { error: (issue) => (issue.code === 'unrecognized_keys' ? whyRefused(issue.keys) : undefined) },
  )
  .readonly();

export type TransportRule = z.infer<typeof transportRuleSchema>;

export const transportRuleNames = identityOf<TransportRule>('names of transport rules', ['Name'], nameKey);

type Optional<T extends z.ZodRawShape> = { [K in keyof T]: z.ZodOptional<T[K]> };

function optional<T extends z.ZodRawShape>(shape: T): Optional<T> {
  const entries = Object.entries(shape).map(([name, schema]) => [
    name,
    z.optional(schema).describe(descriptionOf(schema)),
  ]);
  return Object.fromEntries(entries) as Optional<T>;
}

type Exceptions<T extends z.ZodRawShape> = {
  [K in keyof T & string as `ExceptIf${K}`]: z.ZodOptional<T[K]>;
};

/** Conditions have to hold all of them; one exception is enough. */
function exceptions<T extends z.ZodRawShape>(shape: T): Exceptions<T> {
  const entries = Object.entries(shape).map(([name, schema]) => [
    `ExceptIf${name}`,
    z.optional(schema).describe(`Exception: ${descriptionOf(schema)}`),
  ]);
  return Object.fromEntries(entries) as Exceptions<T>;
}

function descriptionOf(schema: z.core.$ZodType): string {
  return z.globalRegistry.get(schema)?.description ?? '';
}
