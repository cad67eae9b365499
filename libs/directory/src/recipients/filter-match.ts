import { nameKey, parseByteSize, parseOpath, smtpAddressKey } from '@mailyard/schema';

import {
  conditionParameters,
  type DynamicDistributionGroup,
} from '../kinds/dynamic-distribution-groups/dynamic-distribution-group.js';
import {
  filterProperty,
  type FilterProperty,
} from '../kinds/dynamic-distribution-groups/recipient-filter.js';
import { filterDemand, type FilterValue, type Properties, type Values } from './filter-demand.js';
import { kindOf, type RecipientKind, type StoredRecipient } from './recipient.js';

/** Whether a recipient belongs to a dynamic group. */
export type Demand = (recipient: StoredRecipient) => boolean;

const demands = new WeakMap<DynamicDistributionGroup, Demand>();

/** What a dynamic group demands of its members; of each group it is put together once. */
export function demandOf(group: DynamicDistributionGroup): Demand {
  const known = demands.get(group);
  if (known !== undefined) return known;
  const { RecipientFilter } = group;
  const demand = RecipientFilter === undefined ? precanned(group) : recipientDemand(RecipientFilter);
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

const sizes: ReadonlySet<string> = new Set(['MaxSendSize', 'MaxReceiveSize']);
const addresses: ReadonlySet<string> = new Set([
  'EmailAddresses',
  'PrimarySmtpAddress',
  'ExternalEmailAddress',
  'ForwardingSmtpAddress',
]);

// No schema takes a filter that asks for anything else.
const properties: Properties<StoredRecipient> = {
  valuesOf(recipient, asked) {
    const property = filterProperty(asked);
    return property === undefined ? [] : valuesOf(recipient, property);
  },
  comparable(asked, value) {
    const property = filterProperty(asked);
    return property === undefined ? value : comparable(property, value);
  },
};

/** What a filter over recipients demands. */
export function recipientDemand(filter: string): Demand {
  return filterDemand(parseOpath(filter), properties);
}

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
