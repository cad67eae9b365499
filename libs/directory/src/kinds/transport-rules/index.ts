import type { Kind, ObjectProblem } from '../kind.js';
import type { Reference } from '../lookup.js';
import { isGroupNamed, referencesToRecipient } from '../recipients/recipient-references.js';
import { sendConnectorNames } from '../send-connectors/send-connector.js';
import { parameterProblems } from './parameter-rules.js';
import { attributeNames } from './parameters/attributes.js';
import { closedUp, inRuleOrder, ruleSection } from './rule-order.js';
import { transportRuleNames, transportRuleSchema, type TransportRule } from './transport-rule.js';

const withException = (name: string): readonly string[] => [name, `ExceptIf${name}`];

/** Parameters that name recipients of the organization, and whom they may name. */
const ofOrganization = new Map(
  Object.entries({
    From: 'recipients',
    FromMemberOf: 'groups',
    SentToMemberOf: 'groups',
    AnyOfToHeaderMemberOf: 'groups',
    AnyOfCcHeaderMemberOf: 'groups',
    AnyOfToCcHeaderMemberOf: 'groups',
    BetweenMemberOf1: 'groups',
    BetweenMemberOf2: 'groups',
    ManagerAddresses: 'recipients',
    ModerateMessageByUser: 'recipients',
  } as const).flatMap(([name, whom]) => withException(name).map((each) => [each, whom] as const)),
);

/** Groups are expanded before a rule looks, so none is ever a recipient; the fields still name them. */
const ofRecipientsThemselves = ['SentTo'].flatMap(withException);

/** Parameters where an address of somebody else may stand, too. */
const ofAnybody = [
  ...ofRecipientsThemselves,
  ...['AnyOfToHeader', 'AnyOfCcHeader', 'AnyOfToCcHeader'].flatMap(withException),
  'RedirectMessageTo',
  'AddToRecipients',
  'CopyTo',
  'BlindCopyTo',
  'GenerateIncidentReport',
];

export const transportRules = {
  noun: 'TransportRule',
  schema: transportRuleSchema,
  identity: transportRuleNames,
  indexes: [transportRuleNames],
  text: {
    introduction:
      'Mail flow rules, in the order of their priorities, which are 0, 1, 2 … without a gap: one that is given a priority takes that place and moves the others on. All conditions of a rule have to hold, of the values of one condition one is enough; one exception keeps a message from it. A rule without conditions is for all messages.',
    appendix: [`Properties of recipients: ${attributeNames.map((name) => `\`${name}\``).join(', ')}.`],
    section: ruleSection,
  },
  ordered: inRuleOrder,
  closedUp,

  *references(rule): Iterable<Reference> {
    const named = namedIn(rule, [...ofOrganization.keys(), ...ofAnybody]);
    for (const { name } of named) yield* referencesToRecipient(name);
    const { RouteMessageOutboundConnector: connector } = rule;
    if (connector !== undefined) yield { index: sendConnectorNames, text: connector };
  },

  *problems(rule, lookup): Iterable<ObjectProblem> {
    yield* parameterProblems(rule);
    const { RouteMessageOutboundConnector: connector } = rule;
    if (connector !== undefined && !lookup.has(sendConnectorNames, connector)) {
      yield { path: ['RouteMessageOutboundConnector'], reason: `no Send connector ${connector}` };
    }
    for (const named of namedIn(rule, [...ofOrganization.keys()])) {
      const reason = reasonAgainst(named, isGroupNamed(named.name, lookup));
      if (reason !== undefined) yield { path: named.path, reason };
    }
    for (const { parameter, path, name } of namedIn(rule, ofAnybody)) {
      const isGroup = isGroupNamed(name, lookup);
      if (isGroup === true && ofRecipientsThemselves.includes(parameter)) {
        yield { path, reason: groupReason(name, parameter) };
      }
      if (isGroup === undefined && !name.includes('@')) {
        yield { path, reason: `no recipient ${name}, and no address` };
      }
    }
  },
} as const satisfies Kind<TransportRule>;

/** Why a recipient of the organization, or nobody, cannot stand there. */
function reasonAgainst({ parameter, name }: Named, isGroup: boolean | undefined): string | undefined {
  if (isGroup === undefined) return `no recipient ${name}`;
  if (ofOrganization.get(parameter) === 'groups') return isGroup ? undefined : `${name} is no group`;
  return isGroup ? groupReason(name, parameter) : undefined;
}

function groupReason(name: string, parameter: string): string {
  const instead: Readonly<Record<string, string>> = {
    From: 'its members are FromMemberOf',
    SentTo: 'its members are SentToMemberOf, mail to the group itself AnyOfToCcHeader',
  };
  const hint = instead[parameter.replace(/^ExceptIf/, '')];
  return hint === undefined ? `${name} is a group` : `${name} is a group: ${hint}`;
}

interface Named {
  readonly parameter: string;
  readonly path: readonly (string | number)[];
  readonly name: string;
}

function* namedIn(rule: TransportRule, parameters: readonly string[]): Iterable<Named> {
  const given = rule as Readonly<Record<string, unknown>>;
  for (const parameter of parameters) {
    const named = given[parameter] as string | readonly string[] | undefined;
    if (typeof named === 'string') yield { parameter, path: [parameter], name: named };
    else for (const [at, name] of (named ?? []).entries()) yield { parameter, path: [parameter, at], name };
  }
}
