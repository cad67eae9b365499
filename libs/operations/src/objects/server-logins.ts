import type { Credential, Organization } from '@mailyard/directory';

import type { Caller } from '../caller.js';
import { requireRight } from '../rights/required-right.js';
import { requireUnscoped } from '../rights/write-scope.js';
import { objectNamed } from './identity/object-identity.js';

/** Whoever has it may make anybody a server. */
const serverRight = 'Organization Configuration';

/**
 * A login in a security group has the rights of a server, the one to relay among them: whoever makes passwords for people
 * neither makes such a login, nor gets hold of one.
 */
export function requireServerRight(order: string, memberOf: unknown, caller: Caller): void {
  const isNone = memberOf === undefined || memberOf === null || memberOf === '';
  if (isNone || (Array.isArray(memberOf) && memberOf.length === 0)) return;
  const what = `${order} of a login with MemberOf`;
  requireRight(what, [serverRight], caller);
  requireUnscoped(what, serverRight, caller);
}

/** The security groups of a login that is there. */
export function groupsOfLogin(identity: string | undefined, organization: Organization): readonly string[] {
  const known = objectNamed('Credentials', identity, organization) as Credential;
  return known.MemberOf;
}
