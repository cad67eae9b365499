import type { PasswordHash } from '@mailyard/directory';

import type { SecondFactor } from '../second-factor/second-factor.js';

/** Somebody whom an OpenID provider or a directory vouches for; no password of theirs is here. */
export interface LinkedAccount {
  /** As the provider names them; before their first sign-in all that is known. */
  readonly masterAccount: string;
  /** Issuer of the provider, or Guid of the directory source, with what never changes of them there. */
  readonly identity?: { readonly provider: string; readonly subject: string };
  /** Groups there, as they were told last. */
  readonly groups: readonly string[];
}

/** Somebody who may sign in to the admin centre. Plain JSON; no secret in it can be read without the keys of ADR 14. */
export interface Administrator {
  readonly guid: string;
  /** What is typed at sign-in; upper and lower case are the same. */
  readonly name: string;
  readonly displayName: string;
  readonly enabled: boolean;
  /** Names of role groups; what they let somebody do is not known here. */
  readonly roleGroups: readonly string[];
  /** Undefined: of the built-in account, whose password is a setting, and of those who are linked. */
  readonly password?: PasswordHash;
  readonly linked?: LinkedAccount;
  readonly secondFactor?: SecondFactor;
  /** Sessions that were opened under a lower number have ended. */
  readonly generation: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** The role group whose members may do everything, as in Exchange. */
export const organizationManagement = 'Organization Management';

/** What the account of the first start is, until somebody changes it. */
export function builtInAdministrator(
  name: string,
  { guid, createdAt }: Pick<Administrator, 'guid' | 'createdAt'>,
): Administrator {
  return {
    guid,
    name,
    displayName: 'Built-in administrator',
    enabled: true,
    roleGroups: [organizationManagement],
    generation: 0,
    createdAt,
  };
}

/** Whose password is a setting of the admin centre. */
export function isBuiltIn({ password, linked }: Administrator): boolean {
  return password === undefined && linked === undefined;
}

/** The same account, all sessions of which have ended. */
export function withoutSessions(account: Administrator): Administrator {
  return { ...account, generation: account.generation + 1 };
}
