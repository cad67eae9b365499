import { isSameName } from '@mailyard/schema';

import type { ImportBasis } from '../kinds/draft.js';
import { groupColumns } from '../kinds/recognised.js';
import { textOfValue } from '../values/exported-value.js';
import type { Candidate, Refused } from './candidate.js';
import type { PlacedObject } from './collected.js';

/** Members that an export lists, at their groups: those that a group has here stay. */
export function withMembers(
  parts: readonly PlacedObject[],
  candidates: readonly Candidate[],
  { organization, names }: ImportBasis,
): { readonly candidates: readonly Candidate[]; readonly refused: readonly Refused[] } {
  const added: Candidate[] = [];
  const refused: Refused[] = [];
  for (const [group, list] of byGroup(parts)) {
    const place = { ...list[0]!.place, identity: group || list[0]!.place.identity };
    const name = names.named(group);
    const candidate = candidates.find(
      ({ kind, written }) => kind === 'DistributionGroups' && isSameName(String(written['Name']), name),
    );
    const here = organization.distributionGroups.find((each) => isSameName(each.Name, name));
    if (candidate === undefined && here === undefined) {
      refused.push({
        place,
        reason: group === '' ? unnamed : `there is no group ${group}, here or in the export`,
      });
      continue;
    }
    const Members = merged(here?.Members ?? [], list, { organization, names });
    if (candidate !== undefined) candidate.written['Members'] = Members;
    else added.push({ place, kind: 'DistributionGroups', written: { Name: here?.Name, Members }, notes: [] });
  }
  return { candidates: [...candidates, ...added], refused };
}

const unnamed =
  "the file does not say whose members they are: Select-Object @{n='Group';e={$group.Name}},* adds that";

function byGroup(parts: readonly PlacedObject[]): ReadonlyMap<string, readonly PlacedObject[]> {
  const groups = new Map<string, PlacedObject[]>();
  for (const part of parts) {
    if (part.place.noun !== 'DistributionGroupMember') continue;
    const { properties } = part.object;
    const group =
      groupColumns.map((column) => textOfValue(properties.get(column))).find((text) => text !== '') ?? '';
    const list = groups.get(group);
    if (list === undefined) groups.set(group, [part]);
    else list.push(part);
  }
  return groups;
}

function merged(
  here: readonly string[],
  list: readonly PlacedObject[],
  { organization, names }: Pick<ImportBasis, 'organization' | 'names'>,
): readonly string[] {
  const keyOf = (name: string): string => organization.recipientByName(name)?.Guid ?? name.toLowerCase();
  const members = new Map(here.map((name) => [keyOf(name), name]));
  for (const { object } of list) {
    const said = ['PrimarySmtpAddress', 'Member', 'MemberName', 'Name', 'Identity', 'DisplayName'];
    const text = said
      .map((property) => textOfValue(object.properties.get(property)))
      .find((each) => each !== '');
    if (text === undefined) continue;
    const name = names.named(text.replace(/^smtp:/i, ''));
    if (!members.has(keyOf(name))) members.set(keyOf(name), name);
  }
  return [...members.values()];
}
