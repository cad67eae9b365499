import { isSameName } from '@mailyard/schema';
import type { SecretKeys, Settings } from '@mailyard/service';

import type { PasswordHash } from '../../kinds/credentials/credential.js';
import { TextPasswords, type MadePassword } from '../../kinds/credentials/text-passwords.js';
import type { OrganizationObjects } from '../../kinds/index.js';
import type { Organization } from '../../organization.js';
import type { ObjectId } from '../../rules/directory-change.js';
import { organizationDifferences, type ObjectDifference } from '../../rules/organization-difference.js';
import { organizationFromText } from '../read/organization-from-text.js';
import type { ParsedText } from '../read/organization-text.js';

/** What a text would change in the organization of one revision. */
export interface OrganizationPlan {
  readonly revision: number;
  readonly differences: readonly ObjectDifference[];
  /** The whole organization afterwards. */
  readonly objects: OrganizationObjects;
  /** What the text's sections do not name; it goes when the text is to prune. */
  readonly unmentioned: readonly ObjectId[];
  /** Passwords that are new accounts' once the plan is applied. */
  readonly made: readonly MadePassword[];
}

export interface PlanOptions {
  readonly settings: Pick<Settings, 'server' | 'fqdn'>;
  /** Passwords by variable, usually `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Hashes of passwords by login, where accounts come from another server. */
  readonly hashes?: Readonly<Record<string, PasswordHash>> | undefined;
  /** What secrets of connectors are sealed with. */
  readonly keys?: SecretKeys | undefined;
  /** Removes what the text's sections do not name. */
  readonly prune?: boolean;
}

/** Throws OrganizationError, with file and line, for a text that cannot be applied. */
export async function planOrganization(
  text: ParsedText,
  { revision, objects, servers }: Organization,
  { settings, environment, hashes, keys, prune = false }: PlanOptions,
): Promise<OrganizationPlan> {
  // What comes of a broken pipe is told, rather than taken for a text that changes nothing.
  if (Object.keys(text.content).length === 0) throw text.fail([{ path: [], reason: 'has no section' }]);
  // Who asks need not run with the environment of the services: the organization knows its servers itself.
  const own = servers.find(({ Name }) => isSameName(Name, settings.server)) ?? servers[0];
  const identity = {
    server: own?.Name ?? settings.server,
    fqdn: own?.Fqdn ?? settings.fqdn,
    serverRole: own?.ServerRole ?? 'Mailbox',
  };
  const passwords = new TextPasswords(environment, hashes);
  const basis = { ...identity, current: objects, passwords, keys, prune };
  const planned = await organizationFromText(text, basis);
  const differences = organizationDifferences(objects, planned.objects);
  return {
    revision,
    differences,
    objects: planned.objects,
    unmentioned: planned.unmentioned,
    made: passwords.made,
  };
}
