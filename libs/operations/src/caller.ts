import { hostname, userInfo } from 'node:os';

import { isScoped, type Organization, type RoleAssignment } from '@mailyard/directory';
import type { SignedInAdministrator } from '@mailyard/sign-in';

import { managesRoleGroups, ownAccount, rights, type Right } from './rights/right.js';
import { assignmentsIn, roleGroupsManagedBy, roleGroupsOf } from './rights/rights-of.js';

/** Who orders. */
export interface Caller {
  /** As the audit log names it. */
  readonly name: string;
  /** Where it sits: an address, the name of a host. */
  readonly client: string;
  readonly rights: ReadonlySet<Right>;
  /** What it changes has to be within each of these: its own role assignments, those of its token. None: it may change all. */
  readonly limits?: readonly (readonly RoleAssignment[])[];
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
  const ofAccount = assignmentsIn(roleGroupsOf(account, organization), organization);
  const ofToken = token?.roleGroups && assignmentsIn(token.roleGroups, organization);
  const isHeld = ({ Role }: RoleAssignment) => ofToken?.some((each) => each.Role === Role) !== false;
  const held = ofAccount.filter(isHeld).map(({ Role }) => Role);
  const limits = ofToken === undefined ? [ofAccount] : [ofAccount, ofToken];
  const isManager = token?.roleGroups === undefined && roleGroupsManagedBy(account, organization).length > 0;
  const own: readonly Right[] = isManager ? [ownAccount, managesRoleGroups] : [ownAccount];
  return {
    name: account.name,
    client: address,
    rights: new Set([...held, ...own]),
    ...(needsLimits(limits, organization) && { limits }),
    readOnly: token?.readOnly === true,
    signedIn,
  };
}

/** Where no scope is there to be outside of, nothing has to be looked at. */
function needsLimits(
  limits: readonly (readonly RoleAssignment[])[],
  { objects: { ManagementScopes } }: Organization,
): boolean {
  return ManagementScopes.some(({ Exclusive }) => Exclusive) || limits.some((each) => each.some(isScoped));
}

/** What looks at the pipeline without anybody's order, as monitors make a service do. */
export function monitor(service: string): Caller {
  return {
    name: service,
    client: hostname(),
    rights: new Set<Right>(['Monitoring', 'Transport Queues', 'View-Only Configuration']),
  };
}

/** An application that asks about its own messages; whoever lets it has seen that they are. */
export function applicationCaller(application: string, address: string): Caller {
  return { name: `app:${application}`, client: address, rights: new Set<Right>(['Message Tracking']) };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that no account has.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
