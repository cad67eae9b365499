import {
  nameKey,
  parseByteSize,
  parseOpath,
  smtpAddressKey,
  type OpathExpression,
  type OpathOperator,
} from '@mailyard/schema';

import {
  conditionParameters,
  type DynamicDistributionGroup,
} from '../kinds/dynamic-distribution-groups/dynamic-distribution-group.js';
import {
  filterProperty,
  type FilterProperty,
} from '../kinds/dynamic-distribution-groups/recipient-filter.js';
import { kindOf, type RecipientKind, type StoredRecipient } from './recipient.js';

/** Whether a recipient belongs to a dynamic group. */
export type Demand = (recipient: StoredRecipient) => boolean;

const demands = new WeakMap<DynamicDistributionGroup, Demand>();

/** What a dynamic group demands of its members; of each group it is put together once. */
export function demandOf(group: DynamicDistributionGroup): Demand {
  const known = demands.get(group);
  if (known !== undefined) return known;
  const { RecipientFilter } = group;
  const demand = RecipientFilter === undefined ? precanned(group) : filtered(parseOpath(RecipientFilter));
  demands.set(group, demand);
  return demand;
}

/** What Exchange calls recipients of a kind. */
export const recipientTypes: Readonly<Record<RecipientKind, string>> = {
  Mailbox: 'UserMailbox',
  MailUser: 'MailUser',
  MailContact: 'MailContact',
  DistributionGroup: 'MailUniversalDistributionGroup',
  DynamicDistributionGroup: 'DynamicDistributionGroup',
};

const includedKinds: Readonly<Record<string, readonly RecipientKind[]>> = {
  AllRecipients: Object.keys(recipientTypes) as readonly RecipientKind[],
  MailboxUsers: ['Mailbox'],
  MailContacts: ['MailContact'],
  MailGroups: ['DistributionGroup', 'DynamicDistributionGroup'],
  MailUsers: ['MailUser'],
};

function precanned(group: DynamicDistributionGroup): Demand {
  const kinds = new Set(group.IncludedRecipients?.flatMap((included) => includedKinds[included] ?? []));
  const conditions = conditionParameters.flatMap((name) => {
    const values = group[name];
    if (values === undefined) return [];
    return [{ property: name.replace('Conditional', ''), keys: new Set(values.map(nameKey)) }];
  });
  return (recipient) =>
    kinds.has(kindOf(recipient)) &&
    conditions.every(({ property, keys }) => {
      const value = parameterOf(recipient, property);
      return typeof value === 'string' && keys.has(nameKey(value));
    });
}

function filtered(filter: OpathExpression): Demand {
  if ('all' in filter) {
    const all = filter.all.map(filtered);
    return (recipient) => all.every((demand) => demand(recipient));
  }
  if ('any' in filter) {
    const any = filter.any.map(filtered);
    return (recipient) => any.some((demand) => demand(recipient));
  }
  if ('not' in filter) {
    const demand = filtered(filter.not);
    return (recipient) => !demand(recipient);
  }
  const property = filterProperty(filter.property);
  // No schema takes such a filter.
  if (property === undefined) return () => false;
  const compare = comparison(filter.operator, comparable(property, filter.value));
  return (recipient) => compare(valuesOf(recipient, property));
}

/** Null is what somebody has who lacks the property. */
type FilterValue = string | number | boolean | null;
type Values = readonly FilterValue[];

/** -ne and -notlike also hold where there is no value at all. */
function comparison(operator: OpathOperator, value: FilterValue): (values: Values) => boolean {
  switch (operator) {
    case 'eq':
    case 'contains':
      return isEqual(value);
    case 'ne':
      return not(isEqual(value));
    case 'like':
      return isLike(value);
    case 'notlike':
      return not(isLike(value));
    case 'gt':
      return (values) => values.some((each) => order(each, value) > 0);
    case 'ge':
      return (values) => values.some((each) => order(each, value) >= 0);
    case 'lt':
      return (values) => values.some((each) => order(each, value) < 0);
    case 'le':
      return (values) => values.some((each) => order(each, value) <= 0);
  }
}

const not =
  (demand: (values: Values) => boolean) =>
  (values: Values): boolean =>
    !demand(values);

function isEqual(value: FilterValue): (values: Values) => boolean {
  if (value === null) return (values) => values.length === 0;
  const key = keyOf(value);
  return (values) => values.some((each) => keyOf(each) === key);
}

function isLike(value: FilterValue): (values: Values) => boolean {
  const pieces = keyOf(value).split('*');
  return (values) => values.some((each) => matchesPieces(keyOf(each), pieces));
}

/** The pieces between the asterisks of a pattern: the first begins the text, the last ends it, others come in order. */
function matchesPieces(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** NaN where the two cannot be compared, so that no order between them holds. */
function order(one: FilterValue, other: FilterValue): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== 'string' || typeof other !== 'string') return Number.NaN;
  return keyOf(one).localeCompare(keyOf(other), 'en');
}

const keyOf = (value: FilterValue): string => nameKey(String(value));

const sizes: ReadonlySet<string> = new Set(['MaxSendSize', 'MaxReceiveSize']);
const addresses: ReadonlySet<string> = new Set([
  'EmailAddresses',
  'PrimarySmtpAddress',
  'ExternalEmailAddress',
  'ForwardingSmtpAddress',
]);

/** What a filter compares with, in the form that recipients have it: sizes in octets, addresses without their type. */
function comparable(property: FilterProperty, value: string | null): FilterValue {
  if (value === null) return value;
  if (sizes.has(property)) return parseByteSize(value) ?? value;
  if (property === 'RecipientLimits') return Number.isNaN(Number(value)) ? value : Number(value);
  return addresses.has(property) ? addressText(value) : value;
}

function addressText(value: string): string {
  const address = value.replace(/^smtp:/i, '');
  return address.includes('*') || !address.includes('@') ? address : smtpAddressKey(address);
}

function valuesOf(recipient: StoredRecipient, property: FilterProperty): Values {
  if (property === 'RecipientType' || property === 'RecipientTypeDetails') {
    return [recipientTypes[kindOf(recipient)]];
  }
  const value = parameterOf(recipient, property);
  const values = value === undefined ? [] : Array.isArray(value) ? (value as Values) : [value as FilterValue];
  return addresses.has(property) ? values.map((each) => addressText(String(each))) : values;
}

function parameterOf(recipient: StoredRecipient, name: string): unknown {
  return (recipient as Readonly<Record<string, unknown>>)[name];
}
