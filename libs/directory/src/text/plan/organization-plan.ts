import { randomUUID } from 'node:crypto';

import type { Organization } from '../../organization.js';
import { organizationDifferences, type ObjectDifference } from '../../rules/organization-difference.js';
import type { Settings } from '../../settings.js';
import { organizationFromText } from '../organization-from-text.js';
import type { ParsedText } from '../organization-text.js';
import { TextPasswords, type MadePassword } from '../text-passwords.js';

/** What a text would change in the organization of one revision. */
export interface OrganizationPlan {
  readonly revision: number;
  readonly differences: readonly ObjectDifference[];
  /** Passwords that are new accounts' once the plan is applied. */
  readonly made: readonly MadePassword[];
}

export interface PlanOptions {
  readonly settings: Pick<Settings, 'server' | 'fqdn'>;
  /** Passwords by variable, usually `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Throws OrganizationError, with file and line, for a text that cannot be applied. */
export async function planOrganization(
  text: ParsedText,
  { revision, objects, servers }: Organization,
  { settings, environment }: PlanOptions,
): Promise<OrganizationPlan> {
  // What comes of a broken pipe would reset every connector.
  if (Object.keys(text.content).length === 0) throw text.fail([{ path: [], reason: 'has no section' }]);
  // Who asks need not run with the environment of the services: the organization knows its servers itself.
  const own = servers.find(({ Name }) => Name.toLowerCase() === settings.server.toLowerCase()) ?? servers[0];
  const identity = { server: own?.Name ?? settings.server, fqdn: own?.Fqdn ?? settings.fqdn };
  const passwords = new TextPasswords(environment);
  const basis = { ...identity, newGuid: randomUUID, current: objects, passwords };
  const planned = await organizationFromText(text, basis);
  return { revision, differences: organizationDifferences(objects, planned), made: passwords.made };
}
