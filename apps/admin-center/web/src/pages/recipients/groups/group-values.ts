import {
  changedFields,
  formValuesOf,
  lines,
  optional,
  optionalList,
  parametersOf,
  recipientParameters,
  shapeOf,
  type FormShape,
  type FormValues,
  type ShownParameters,
} from '../../../ui/index.js';
import type { GroupKind } from './group.js';

export const attributeNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** What a dynamic group may ask of its members, beside their kinds. */
export const conditionNames = [
  'ConditionalDepartment',
  'ConditionalCompany',
  'ConditionalStateOrProvince',
  ...attributeNumbers.map((number) => `ConditionalCustomAttribute${number}` as const),
] as const;

/** Parameters that say who belongs to a dynamic group. */
export const filterNames = ['RecipientFilter', 'IncludedRecipients', ...conditionNames] as const;

const shared: ShownParameters = { ...recipientParameters, Alias: optional, ExpansionServer: optional };

const shown: Readonly<Record<GroupKind, ShownParameters>> = {
  DistributionGroups: { ...shared, ManagedBy: optionalList, Members: optionalList },
  DynamicDistributionGroups: {
    ...shared,
    ...Object.fromEntries(conditionNames.map((name) => [name, lines])),
    IncludedRecipients: optionalList,
    ManagedBy: optional,
    RecipientFilter: optional,
  },
};

/** A field of the form alone: which of the two ways says who belongs to it. */
export const wayField = 'way';

/** How groups of a kind stand in their form. */
export const groupShapes: Readonly<Record<GroupKind, FormShape>> = {
  DistributionGroups: shapeOf(shown.DistributionGroups),
  DynamicDistributionGroups: {
    valuesOf(object) {
      const values = formValuesOf(object, shown.DynamicDistributionGroups);
      return { ...values, [wayField]: values['RecipientFilter'] === '' ? 'included' : 'filter' };
    },
    parametersOf(values, _, base) {
      const meant = withOneWay(values);
      const changed = changedFields({
        base: groupShapes.DynamicDistributionGroups.valuesOf(base),
        values: meant,
      });
      return parametersOf(
        meant,
        changed.filter((name) => name !== wayField),
        shown.DynamicDistributionGroups,
      );
    },
  },
};

export const newGroupValues: Readonly<Record<GroupKind, FormValues>> = {
  DistributionGroups: {
    Name: '',
    Alias: '',
    ManagedBy: [],
    Members: [],
    RequireSenderAuthenticationEnabled: true,
  },
  DynamicDistributionGroups: {
    Name: '',
    Alias: '',
    ManagedBy: '',
    RequireSenderAuthenticationEnabled: true,
    [wayField]: 'included',
    IncludedRecipients: ['MailboxUsers'],
    RecipientFilter: '',
  },
};

/** What was left empty is not said: the server has a preset for it. */
export function newGroupParameters(kind: GroupKind, values: FormValues): FormValues {
  const meant = kind === 'DistributionGroups' ? values : withOneWay(values);
  const names = Object.keys(meant).filter((name) => name !== wayField);
  const said = Object.entries(parametersOf(meant, names, shown[kind]));
  return Object.fromEntries(said.filter(([, value]) => value !== null));
}

/** Who belongs to it, as the operation that looks for them takes it; undefined: nothing says it. */
export function filterParameters(values: FormValues): FormValues | undefined {
  const said = Object.entries(
    parametersOf(withOneWay(values), filterNames, shown.DynamicDistributionGroups),
  ).filter(([, value]) => value !== null);
  const isSaid = said.some(([name]) => name === 'RecipientFilter' || name === 'IncludedRecipients');
  return isSaid ? Object.fromEntries(said) : undefined;
}

/** The other way is not meant, whatever still stands in its fields. */
function withOneWay(values: FormValues): FormValues {
  const others = values[wayField] === 'filter' ? filterNames.slice(1) : filterNames.slice(0, 1);
  return { ...values, ...Object.fromEntries(others.map((name) => [name, ''])) };
}
