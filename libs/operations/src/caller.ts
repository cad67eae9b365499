import { hostname, userInfo } from 'node:os';

import type { Organization } from '@mailyard/directory';
import type { SignedInAdministrator } from '@mailyard/sign-in';

import { ownAccount, rights, type Right } from './rights/right.js';
import { rightsOf, roleGroupsOf } from './rights/rights-of.js';

/** Who orders. */
export interface Caller {
  /** As the audit log names it. */
  readonly name: string;
  /** Where it sits: an address, the name of a host. */
  readonly client: string;
  readonly rights: ReadonlySet<Right>;
  /** Orders that change something are not for it, whatever its rights are. */
  readonly readOnly?: boolean;
  /** Of the admin centre, by which it has signed in; undefined: by none, but at the machine itself. */
  readonly signedIn?: SignedInAdministrator;
}

/** Whoever reaches Redis from a command line has every right: it could write there without us. */
export function localAdministrator(): Caller {
  return { name: accountName(), client: hostname(), rights: new Set([...rights, ownAccount]) };
}

/** Somebody who has signed in to the admin centre from an address. A token narrows what its account may do. */
export function administratorCaller(
  signedIn: SignedInAdministrator,
  address: string,
  organization: Organization,
): Caller {
  const { account } = signedIn;
  const token = signedIn.by === 'token' ? signedIn.token : undefined;
  const ofAccount = rightsOf(roleGroupsOf(account, organization), organization);
  const ofToken = token?.roleGroups === undefined ? ofAccount : rightsOf(token.roleGroups, organization);
  const known = Array.from(ofAccount).filter((right) => ofToken.has(right));
  return {
    name: account.name,
    client: address,
    rights: new Set([...known, ownAccount]),
    readOnly: token?.readOnly === true,
    signedIn,
  };
}

/** What looks at the pipeline without anybody's order, as monitors make a service do. */
export function monitor(service: string): Caller {
  return {
    name: service,
    client: hostname(),
    rights: new Set<Right>(['Monitoring', 'Transport Queues', 'View-Only Configuration']),
  };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that no account has.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
