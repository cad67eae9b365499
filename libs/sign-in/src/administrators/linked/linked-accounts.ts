import { randomUUID } from 'node:crypto';

import { linkedRoleGroups, type Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import type { SignInFailure } from '../../sign-in-journal.js';
import type { Administrator, LinkedAccount } from '../accounts/administrator.js';
import { isAccountName } from '../accounts/account-name.js';
import type { Administrators } from '../accounts/redis-administrators.js';

/** Somebody whom an OpenID provider or a directory has just vouched for. */
export interface ForeignIdentity {
  /** Issuer, or Guid of the directory source. */
  readonly provider: string;
  /** What never changes of them there. */
  readonly subject: string;
  readonly name: string;
  readonly displayName: string;
  readonly groups: readonly string[];
}

export type Admission = { readonly account: Administrator } | { readonly refused: SignInFailure };

/** Whoever comes from elsewhere, and the accounts that they have here. */
export class LinkedAccounts {
  constructor(
    private readonly administrators: Administrators,
    private readonly organization: () => Organization,
  ) {}

  /**
   * The account of somebody, with the groups of now. Who has none gets one when a role group is linked to a group of theirs;
   * nobody gets the account of somebody else by having the same name.
   */
  async admit(identity: ForeignIdentity): Promise<Admission> {
    const known = accountOf(identity, await this.administrators.list());
    if (known === undefined) return this.#make(identity);
    if (!known.enabled) return { refused: 'account disabled' };
    const linked = linkedAs(identity);
    const account = await this.administrators.change(known.name, (now) =>
      now.guid === known.guid ? { ...now, linked } : now,
    );
    return account?.guid === known.guid ? { account } : { refused: 'unknown account' };
  }

  async #make(identity: ForeignIdentity): Promise<Admission> {
    const { name, displayName, groups } = identity;
    const roleGroups = linkedRoleGroups(groups, this.organization().objects.RoleGroups);
    if (roleGroups.length === 0 || !isAccountName(name)) return { refused: 'unknown account' };
    const account: Administrator = {
      guid: randomUUID(),
      name,
      displayName,
      enabled: true,
      roleGroups: [],
      linked: linkedAs(identity),
      generation: 0,
      createdAt: Date.now(),
    };
    return (await this.administrators.add(account)) ? { account } : { refused: 'name is taken' };
  }
}

/** By what never changes; before a first sign-in by the name that an administrator has linked. */
function accountOf(
  { provider, subject, name }: ForeignIdentity,
  accounts: readonly Administrator[],
): Administrator | undefined {
  const isTheirs = ({ linked }: Administrator) =>
    linked?.identity?.provider === provider && linked.identity.subject === subject;
  const isAwaited = ({ linked }: Administrator) =>
    linked !== undefined && linked.identity === undefined && isSameName(linked.masterAccount, name);
  return accounts.find(isTheirs) ?? accounts.find(isAwaited);
}

function linkedAs({ provider, subject, name, groups }: ForeignIdentity): LinkedAccount {
  return { masterAccount: name, identity: { provider, subject }, groups };
}
