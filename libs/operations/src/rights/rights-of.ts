import type { Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import { organizationManagement } from '@mailyard/sign-in';

import { rights, type Right } from './right.js';

/** What a member of these role groups may do; a name that no role group has gives nothing. */
export function rightsOf(roleGroups: Iterable<string>, _organization: Organization): ReadonlySet<Right> {
  const isOfAll = Array.from(roleGroups).some((name) => isSameName(name, organizationManagement));
  return new Set(isOfAll ? rights : []);
}
