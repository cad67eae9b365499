import type { Kind, ObjectProblem } from '../kind.js';
import type { Reference } from '../lookup.js';
import { isRecipient, referencesToRecipient } from '../recipients/recipient-references.js';
import { parameterProblems } from './parameter-rules.js';
import { transportRuleNames, transportRuleSchema, type TransportRule } from './transport-rule.js';

/** Parameters that name recipients or groups of the organization; each has an exception of the same kind. */
const ofOrganization = [
  'From',
  'FromMemberOf',
  'SentToMemberOf',
  'AnyOfToHeaderMemberOf',
  'AnyOfCcHeaderMemberOf',
  'AnyOfToCcHeaderMemberOf',
  'BetweenMemberOf1',
  'BetweenMemberOf2',
  'ManagerAddresses',
].flatMap((name) => [name, `ExceptIf${name}`]);

/** The same, where an address of somebody else may stand, too. */
const ofAnybody = [
  ...['SentTo', 'AnyOfToHeader', 'AnyOfCcHeader', 'AnyOfToCcHeader'].flatMap((name) => [
    name,
    `ExceptIf${name}`,
  ]),
  'RedirectMessageTo',
  'AddToRecipients',
  'CopyTo',
  'BlindCopyTo',
];

export const transportRules = {
  noun: 'TransportRule',
  schema: transportRuleSchema,
  identity: transportRuleNames,
  indexes: [transportRuleNames],
  text: {
    introduction:
      'Mail flow rules, in the order of their priorities. All conditions of a rule have to hold, of the values of one condition one is enough; one exception keeps a message from it. A rule without conditions is for all messages.',
  },

  *references(rule): Iterable<Reference> {
    const named = namedIn(rule, [...ofOrganization, ...ofAnybody]);
    for (const { name } of named) yield* referencesToRecipient(name);
  },

  *problems(rule, lookup): Iterable<ObjectProblem> {
    yield* parameterProblems(rule);
    for (const { parameter, at, name } of namedIn(rule, ofOrganization)) {
      if (!isRecipient(name, lookup)) yield { path: [parameter, at], reason: `no recipient ${name}` };
    }
    for (const { parameter, at, name } of namedIn(rule, ofAnybody)) {
      if (name.includes('@') || isRecipient(name, lookup)) continue;
      yield { path: [parameter, at], reason: `no recipient ${name}, and no address` };
    }
  },
} as const satisfies Kind<TransportRule>;

interface Named {
  readonly parameter: string;
  readonly at: number;
  readonly name: string;
}

function* namedIn(rule: TransportRule, parameters: readonly string[]): Iterable<Named> {
  const given = rule as Readonly<Record<string, unknown>>;
  for (const parameter of parameters) {
    const names = given[parameter] as readonly string[] | undefined;
    for (const [at, name] of (names ?? []).entries()) yield { parameter, at, name };
  }
}
