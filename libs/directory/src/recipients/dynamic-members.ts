import type { DynamicDistributionGroup } from '../kinds/dynamic-distribution-groups/dynamic-distribution-group.js';
import type { OrganizationObjects } from '../kinds/index.js';
import { withoutCommonEnds } from '../rules/organization-difference.js';
import { demandOf } from './filter-match.js';
import { recipientLists, withKind, type Recipient, type StoredRecipient } from './recipient.js';

type ListKind = keyof typeof recipientLists;
type RecipientLists = Pick<OrganizationObjects, ListKind>;

const listKinds = Object.keys(recipientLists) as readonly ListKind[];

/** Who was found for a group, and in what. */
interface FoundMembers {
  readonly group: DynamicDistributionGroup;
  readonly lists: RecipientLists;
  readonly stored: ReadonlySet<StoredRecipient>;
  readonly members: readonly Recipient[];
}

/**
 * The members of dynamic groups at one revision. They are looked for when somebody asks, once; at the next revision only what
 * differs is looked at, so that neither a message nor a change of one recipient costs a search through all.
 */
export class DynamicMembers {
  readonly #found = new Map<string, FoundMembers>();
  /** Of earlier revisions, for groups that nobody has asked for at this one. */
  readonly #former = new Map<string, FoundMembers>();

  constructor(
    private readonly lists: RecipientLists,
    former?: DynamicMembers,
  ) {
    if (former === undefined) return;
    for (const { Guid } of lists.DynamicDistributionGroups) {
      const found = former.#found.get(Guid) ?? former.#former.get(Guid);
      if (found !== undefined) this.#former.set(Guid, found);
    }
  }

  of(group: DynamicDistributionGroup): readonly Recipient[] {
    const known = this.#found.get(group.Guid);
    if (known !== undefined) return known.members;
    const former = this.#former.get(group.Guid);
    const found = former?.group === group ? this.#followed(former) : this.#searched(group);
    this.#found.set(group.Guid, found);
    return found.members;
  }

  /** Of a group that is not there: nothing of it is kept. */
  foundBy(group: DynamicDistributionGroup): readonly Recipient[] {
    return this.#searched(group).members;
  }

  #searched(group: DynamicDistributionGroup): FoundMembers {
    const demand = demandOf(group);
    const stored = new Set<StoredRecipient>();
    for (const kind of listKinds) for (const each of this.lists[kind]) if (demand(each)) stored.add(each);
    return this.#foundMembers(group, stored);
  }

  /** The former members without those who have gone, with those of the new recipients who belong to the group. */
  #followed(former: FoundMembers): FoundMembers {
    const changed = listKinds.filter((kind) => former.lists[kind] !== this.lists[kind]);
    if (changed.length === 0) return former;
    const { group } = former;
    const demand = demandOf(group);
    const stored = new Set(former.stored);
    for (const kind of changed) {
      const [gone, added] = withoutCommonEnds<StoredRecipient>(former.lists[kind], this.lists[kind]);
      for (const each of gone) stored.delete(each);
      for (const each of added) if (demand(each)) stored.add(each);
    }
    return this.#foundMembers(group, stored);
  }

  /** In the order of the lists, which is the same wherever it is asked. */
  #foundMembers(group: DynamicDistributionGroup, stored: ReadonlySet<StoredRecipient>): FoundMembers {
    const members = listKinds.flatMap((kind) =>
      this.lists[kind].flatMap((each) => (stored.has(each) ? [withKind(each)] : [])),
    );
    return { group, lists: this.lists, stored, members };
  }
}
