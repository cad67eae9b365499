import type { Organization } from '@mailyard/directory';
import { isAccountName } from '@mailyard/sign-in';
import { z } from 'zod';

import { OperationInputError, secret } from '../../operation.js';
import { rightsOf } from '../../rights/rights-of.js';

export const administratorName = z
  .string()
  .trim()
  .refine(isAccountName, 'must be 1 to 64 letters, digits and . _ @ -, without spaces');

/** Whoever an account is elsewhere. */
export const masterAccount = z.string().trim().min(1).max(256);

/** NIST SP 800-63B §3.1.1.2: length is what counts, and no other rule helps. */
export const administratorPassword = z
  .string()
  .min(12, 'must have 12 characters at least')
  .max(256)
  .meta(secret);

export const roleGroupNames = z.array(z.string().trim().min(1)).max(32).describe('Names of role groups.');

/** Refuses a role group that there is not: whoever is in it would wonder. */
export function requireRoleGroups(names: readonly string[], organization: Organization): void {
  if (organization.edge !== undefined && names.length > 0) {
    throw new OperationInputError(
      `roleGroups: ${organization.edge.Name} is an Edge Transport server, whose administrators may all do everything`,
    );
  }
  const unknown = names.find((name) => rightsOf([name], organization).size === 0);
  if (unknown === undefined) return;
  throw new OperationInputError(
    `roleGroups: ${unknown} is no role group that lets anybody do something; Organization Management lets its members do everything`,
  );
}
