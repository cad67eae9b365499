import { api } from '../../../api/index.js';
import type { RowOf } from '../../../ui/index.js';

export const groupSources = {
  DistributionGroups: api.distributionGroups,
  DynamicDistributionGroups: api.dynamicDistributionGroups,
} as const;
export type GroupKind = keyof typeof groupSources;
export type Group = RowOf<GroupKind>;

export function isGroupKind(text: string): text is GroupKind {
  return text in groupSources;
}
