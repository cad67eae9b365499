import { randomUUID } from 'node:crypto';

import {
  hashPassword,
  type Account,
  type Credential,
  type ObjectDifference,
  type Organization,
} from '@mailyard/directory';
import { directoryBindOf } from '@mailyard/ldap';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import { requireServerRight } from '../objects/server-logins.js';
import { OperationError, secret } from '../operation.js';

export const password = z.string().min(1).max(256).meta(secret);

export type HashedPassword = Awaited<ReturnType<typeof hashPassword>>;

/** Whoever gives this account a password has to have the rights that come with it, and it must be ours to give. */
export function requireOwnPassword(
  { order, account }: { readonly order: string; readonly account: Account },
  organization: Organization,
  caller: Caller,
): void {
  requireServerRight(order, account.credential?.MemberOf, caller);
  const bind = directoryBindOf(account.user, organization);
  if (bind === undefined) return;
  throw new OperationError(
    `${account.login} signs in with the password of the directory source ${bind.source.Name}: change it there`,
  );
}

/** The login with a password: the one that is there, or a new one. */
export function loginWith(
  hash: HashedPassword,
  login: string,
  known: Credential | undefined,
): ObjectDifference & { readonly object: Credential } {
  const made = { Guid: randomUUID(), Login: login, MemberOf: [], RemoteIPRanges: [] };
  const object: Credential = { ...(known ?? made), ...hash };
  return known === undefined
    ? { action: 'add', kind: 'Credentials', object }
    : { action: 'change', kind: 'Credentials', before: known, object };
}
