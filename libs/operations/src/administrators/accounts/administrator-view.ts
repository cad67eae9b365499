import { isBuiltIn, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

/** An account, as operations tell of it: nothing of it is secret. */
export const administratorView = z
  .object({
    name: z.string(),
    displayName: z.string(),
    enabled: z.boolean(),
    builtIn: z.boolean().describe('Its password is a setting of the admin centre.'),
    roleGroups: z.array(z.string()).readonly(),
    secondFactor: z.boolean().describe('Whether signing in needs a one-time code.'),
    recoveryCodes: z.int().describe('How many of them are left.'),
    createdAt: z.number().describe('Milliseconds since the epoch.'),
  })
  .readonly();

export type AdministratorView = z.output<typeof administratorView>;

export function administratorViewOf(account: Administrator): AdministratorView {
  const { name, displayName, enabled, roleGroups, secondFactor, createdAt } = account;
  const confirmed = secondFactor?.confirmed === true;
  return {
    name,
    displayName,
    enabled,
    builtIn: isBuiltIn(account),
    roleGroups,
    secondFactor: confirmed,
    recoveryCodes: confirmed ? secondFactor.recoveryCodes.length : 0,
    createdAt,
  };
}
