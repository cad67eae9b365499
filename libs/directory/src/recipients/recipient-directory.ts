import { readableName, smtpAddressKey } from '@mailyard/schema';
import { addressKey, encapsulatedAddress, type Path } from '@mailyard/smtp';

import { groupMembers } from '../kinds/distribution-groups/group-members.js';
import { externalAddresses } from '../kinds/recipients/external-address.js';
import {
  recipientAddresses,
  recipientAliases,
  recipientNames,
} from '../kinds/recipients/recipient-indexes.js';
import type { IndexedObjects } from '../snapshot/indexed-objects.js';
import { DynamicMembers } from './dynamic-members.js';
import { demandOf } from './filter-match.js';
import { withKind, type Recipient, type StoredGroup, type StoredRecipient } from './recipient.js';

/** The recipients of one revision: who has an address or a name, and who belongs to which group. */
export class RecipientDirectory {
  readonly #dynamic: DynamicMembers;
  readonly #groupsOf = new WeakMap<Recipient, ReadonlySet<string>>();

  constructor(
    private readonly indexed: IndexedObjects,
    former?: RecipientDirectory,
  ) {
    this.#dynamic = new DynamicMembers(indexed.lists, former === undefined ? undefined : former.#dynamic);
  }

  /** Who has exactly this address. */
  byAddress(path: Path): Recipient | undefined {
    return this.#byAddressKey(addressKey(path));
  }

  /** Who has the address without what comes after the plus sign: alice+news@ is alice@. */
  byPlusAddress(path: Path): Recipient | undefined {
    const key = addressKey(path);
    const plus = key.indexOf('+');
    if (plus < 1 || plus > key.lastIndexOf('@')) return undefined;
    // A plus sign also writes an octet in the address of another mail system.
    if (encapsulatedAddress(path) !== undefined) return undefined;
    return this.#byAddressKey(`${key.slice(0, plus)}${key.slice(key.lastIndexOf('@'))}`);
  }

  /** By name, alias or address, as a group names its members. */
  byName(name: string): Recipient | undefined {
    const readable = readableName(name);
    // A name wins over another recipient's alias.
    const named =
      this.indexed.first<StoredRecipient>(recipientNames, readable) ??
      this.indexed.first<StoredRecipient>(recipientAliases, readable);
    if (named !== undefined) return withKind(named);
    return readable.includes('@') ? this.#byAddressKey(smtpAddressKey(readable)) : undefined;
  }

  /** Who sends from an address: whoever has it, else the contact or mail user who has it outside. */
  sender(path: Path): Recipient | undefined {
    const key = addressKey(path);
    const known = this.#byAddressKey(key);
    if (known !== undefined) return known;
    const outside = this.indexed.firstAt<StoredRecipient & { readonly ExternalEmailAddress: string }>(
      externalAddresses,
      key,
    );
    return outside === undefined ? undefined : withKind(outside);
  }

  /** Those whom a group names, or whom its filter finds, also before it is there; one that is gone is left out. */
  members(group: StoredGroup): readonly Recipient[] {
    if ('Members' in group) return group.Members.flatMap((name) => this.byName(name) ?? []);
    const stored = this.indexed.get('DynamicDistributionGroups', group.Guid);
    return stored === undefined ? this.#dynamic.foundBy(group) : this.#dynamic.of(stored);
  }

  /** Guids of all groups that somebody belongs to, through other groups as well. */
  groupsOf(member: Recipient): ReadonlySet<string> {
    const known = this.#groupsOf.get(member);
    if (known !== undefined) return known;
    const groups = new Set<string>();
    const pending = [member];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const group of this.#directGroups(next)) {
        if (!groups.has(group.Guid)) pending.push(group);
        groups.add(group.Guid);
      }
    }
    this.#groupsOf.set(member, groups);
    return groups;
  }

  #directGroups(member: Recipient): readonly Recipient[] {
    const { Name, Alias, EmailAddresses, Guid } = member;
    // A text may be somebody else's name.
    const texts = [Name, Alias, ...EmailAddresses].filter((text) => this.byName(text)?.Guid === Guid);
    const naming = texts.flatMap((text) => this.indexed.find(groupMembers, text));
    const finding = this.indexed.lists.DynamicDistributionGroups.filter((group) => demandOf(group)(member));
    return [...new Set<StoredRecipient>([...naming, ...finding])].map(withKind);
  }

  #byAddressKey(key: string): Recipient | undefined {
    const found = this.indexed.firstAt<StoredRecipient>(recipientAddresses, key);
    return found === undefined ? undefined : withKind(found);
  }
}
