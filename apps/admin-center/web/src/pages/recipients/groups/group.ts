import { api, usePermission, type ObjectOf, type Permission } from '../../../api/index.js';

export const groupKinds = ['DistributionGroups', 'DynamicDistributionGroups'] as const;
export type GroupKind = (typeof groupKinds)[number];

export type Group =
  | (ObjectOf<'DistributionGroups'> & { readonly kind: 'DistributionGroups' })
  | (ObjectOf<'DynamicDistributionGroups'> & { readonly kind: 'DynamicDistributionGroups' });

/** Makes, changes and removes groups of a kind. */
export const ordersOf = {
  DistributionGroups: api.distributionGroups,
  DynamicDistributionGroups: api.dynamicDistributionGroups,
} as const;

type Rights = Readonly<Record<GroupKind, Permission>>;

export function useGroupRights(): Readonly<Record<'add' | 'set' | 'remove', Rights>> {
  return {
    add: {
      DistributionGroups: usePermission('New-DistributionGroup'),
      DynamicDistributionGroups: usePermission('New-DynamicDistributionGroup'),
    },
    set: {
      DistributionGroups: usePermission('Set-DistributionGroup'),
      DynamicDistributionGroups: usePermission('Set-DynamicDistributionGroup'),
    },
    remove: {
      DistributionGroups: usePermission('Remove-DistributionGroup'),
      DynamicDistributionGroups: usePermission('Remove-DynamicDistributionGroup'),
    },
  };
}
