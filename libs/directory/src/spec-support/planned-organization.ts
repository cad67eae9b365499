import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { SecretKeys } from '@mailyard/service';
import { parse, stringify } from 'yaml';

import { TextPasswords } from '../kinds/credentials/text-passwords.js';
import { noObjects, type OrganizationObjects } from '../kinds/index.js';
import { Organization } from '../organization.js';
import { changedObjects } from '../rules/directory-change.js';
import { changeFor } from '../rules/organization-difference.js';
import { planOrganization } from '../text/plan/organization-plan.js';
import { organizationFromText } from '../text/read/organization-from-text.js';
import { parseOrganizationText } from '../text/read/organization-text.js';
import { describeDifferences } from '../text/write/difference-text.js';
import { organizationToText } from '../text/write/organization-to-text.js';

/** Of an Edge, whose first start takes a text. */
export const edgeSettings = { server: 'EDGE01', fqdn: 'edge01.contoso.com', serverRole: 'Edge' as const };
export const settings = { server: 'MBX01', fqdn: 'mbx01.contoso.com', serverRole: 'Mailbox' as const };
export const password = { MAILYARD_DEMO_PASSWORD: 'Secret-1' };

export const example = await readFile(join(import.meta.dirname, '../../../../organization.yaml'), 'utf8');
/** As the first start with the example leaves it. */
export const started = new Organization(1, await startedObjects());
/** The first start of an Edge, which is given nothing. */
export const startedEdge = new Organization(1, await startedObjects('{}', edgeSettings));

async function startedObjects(
  text = example,
  by: typeof settings | typeof edgeSettings = settings,
): Promise<OrganizationObjects> {
  const { objects } = await organizationFromText(parseOrganizationText(text, 'organization.yaml'), {
    ...by,
    current: noObjects,
    passwords: new TextPasswords(password),
  });
  return objects;
}

interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  readonly keys?: SecretKeys;
  readonly prune?: boolean;
  /** Of whichever server plans. */
  readonly by?: typeof settings | typeof edgeSettings;
}

export const plan = (
  text: string,
  organization = started,
  { environment = {}, keys, prune = false, by = settings }: Given = {},
) =>
  planOrganization(parseOrganizationText(text, 'organization.yaml'), organization, {
    settings: by,
    environment,
    keys,
    prune,
  });

export async function told(text: string, organization?: Organization, given?: Given) {
  return describeDifferences((await plan(text, organization, given)).differences).join('\n');
}

export async function applied(text: string, organization = started, given?: Given): Promise<Organization> {
  const { differences } = await plan(text, organization, given);
  return new Organization(
    organization.revision + 1,
    changedObjects(organization.objects, changeFor(differences)),
  );
}

export const exported = ({ revision, objects }: Organization) => organizationToText(revision, objects);

type Sections = Record<
  'ReceiveConnectors' | 'Mailboxes' | 'DistributionGroups' | 'Credentials',
  readonly Record<string, unknown>[]
>;

/** The export with some sections replaced. */
export function edited(organization: Organization, edit: (sections: Sections) => Partial<Sections>): string {
  const sections = parse(exported(organization)) as Sections;
  return stringify({ ...sections, ...edit(sections) });
}

export const printers = `
ReceiveConnectors:
  - Name: Printers
    TransportRole: FrontendTransport
    Bindings: 0.0.0.0:25
    RemoteIPRanges: [192.168.5.0/24, fe80::1%eth0]
    PermissionGroups: AnonymousUsers
    Banner: 220 printers only
    TarpitInterval: 00:00:00.250
    MaxMessageSize: 1000001
    AccessControl:
      - { User: NT AUTHORITY\\ANONYMOUS LOGON, ExtendedRights: [ms-Exch-SMTP-Accept-Any-Recipient] }
`;
