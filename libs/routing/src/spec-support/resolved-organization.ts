import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  distributionGroupSchema,
  dynamicDistributionGroupSchema,
  mailboxDatabaseSchema,
  mailboxSchema,
  mailContactSchema,
  mailUserSchema,
  noObjects,
  Organization,
  remoteDomainSchema,
  sendConnectorSchema,
  serverSchema,
  transportSettingsSchema,
} from '@mailyard/directory';
import { formatPath } from '@mailyard/smtp';

import type { Categorization, Delivery, ResolvedRecipient } from '../categorization.js';
import { categorize } from '../categorize.js';
import type { RoutableMessage } from '../routable-message.js';
import { message } from './routable-messages.js';

type More = Readonly<Record<string, unknown>>;
type Named = Readonly<Record<string, More>>;

/** Recipients by their names; addresses are in contoso.com, those outside in fabrikam.example. */
export interface Recipients {
  readonly mailboxes?: Named;
  readonly contacts?: Named;
  readonly users?: Named;
  /** Open to everybody, and without a copy of their own for their members, unless more is said. */
  readonly groups?: Named;
  readonly dynamicGroups?: Named;
  readonly remoteDomains?: Named;
  readonly settings?: More;
}

function objectsOf<T>(named: Named = {}, parse: (parameters: More) => T): T[] {
  return Object.entries(named).map(([Name, more]) =>
    parse({ Guid: randomUUID(), Name, PrimarySmtpAddress: `${Name}@contoso.com`, ...more }),
  );
}

function external(more: More): More {
  return { ExternalEmailAddress: `${String(more['Name'])}@fabrikam.example`, ...more };
}

const openGroup = { SendOofMessageToOriginatorEnabled: true, RequireSenderAuthenticationEnabled: false };

function domain(DomainName: string, DomainType: string, Default = false) {
  return acceptedDomainSchema.parse({
    Guid: randomUUID(),
    Name: DomainName,
    DomainName,
    DomainType,
    Default,
  });
}

/** MBX01, where mail is resolved, and MBX02; a connector leads everywhere. */
export function organizationOf(recipients: Recipients): Organization {
  const { mailboxes, contacts, users, groups, dynamicGroups, remoteDomains, settings } = recipients;
  return new Organization(1, {
    ...noObjects,
    Servers: ['MBX01', 'MBX02'].map((Name) =>
      serverSchema.parse({ Guid: randomUUID(), Name, Fqdn: `${Name}.contoso.com` }),
    ),
    AcceptedDomains: [domain('contoso.com', 'Authoritative', true), domain('relay.example', 'InternalRelay')],
    MailboxDatabases: [mailboxDatabaseSchema.parse({ Guid: randomUUID(), Name: 'DB02', Server: 'MBX02' })],
    RemoteDomains: Object.entries(remoteDomains ?? {}).map(([DomainName, more], index) =>
      remoteDomainSchema.parse({ Guid: randomUUID(), Name: `Remote ${index}`, DomainName, ...more }),
    ),
    Mailboxes: objectsOf(mailboxes, (parameters) => mailboxSchema.parse(parameters)),
    MailContacts: objectsOf(contacts, (parameters) => mailContactSchema.parse(external(parameters))),
    MailUsers: objectsOf(users, (parameters) => mailUserSchema.parse(external(parameters))),
    DistributionGroups: objectsOf(groups, (parameters) =>
      distributionGroupSchema.parse({ ...openGroup, ...parameters }),
    ),
    DynamicDistributionGroups: objectsOf(dynamicGroups, (parameters) =>
      dynamicDistributionGroupSchema.parse({ ...openGroup, ...parameters }),
    ),
    SendConnectors: [
      sendConnectorSchema.parse({
        Guid: randomUUID(),
        Name: 'Internet',
        AddressSpaces: ['*'],
        SourceTransportServers: ['MBX01'],
      }),
    ],
    TransportSettings: [transportSettingsSchema.parse({ Guid: randomUUID(), ...settings })],
  });
}

/** `bob`, `bob@fabrikam.example`. */
const shown = ({ path }: Pick<ResolvedRecipient, 'path'>): string =>
  formatPath(path).replace('@contoso.com', '');

function shownDelivery({ nextHop, recipients, reversePath, fields }: Delivery): string {
  const own = [
    ...(reversePath === undefined ? [] : [`from ${formatPath(reversePath)}`]),
    ...(fields === undefined ? [] : [fields.trim().replaceAll('\r\n', ' / ')]),
  ];
  const also = own.length === 0 ? '' : ` (${own.join('; ')})`;
  return `${nextHop.domain}: ${recipients.map(shown).join(' ')}${also}`;
}

/** One line for each copy, and for each recipient that gets none. */
export function lines(result: Categorization): readonly string[] {
  return [
    ...result.deliveries.map(shownDelivery),
    ...result.redirected.map(
      ({ recipient, to, delivered }) =>
        `${shown(recipient)} ${delivered ? 'and' : 'redirected to'} ${shown({ path: to })}`,
    ),
    ...result.expanded.map(({ recipient, members }) => `${shown(recipient)} expanded: ${members}`),
    ...result.failed.map(({ recipient, reply }) => `${shown(recipient)} failed: ${reply.toString()}`),
    ...result.dropped.map(({ recipient, reason }) => `${shown(recipient)} dropped: ${reason}`),
    ...result.awaiting.map(
      ({ recipients: waiting, approval }) =>
        `${waiting.map(shown).join(' ')} waits for ${approval.moderators.join(' ').replaceAll('@contoso.com', '')}`,
    ),
    ...result.unreachable.map(({ recipient }) => `${shown(recipient)} unreachable`),
  ];
}

/** What comes of a message to these addresses, with blanks between; without a domain they are in contoso.com. */
export function resolved(
  recipients: Recipients,
  to: string,
  more: Partial<RoutableMessage> = {},
): Categorization {
  const addresses = to.split(' ').map((text) => {
    const [localPart = '', domainName = 'contoso.com'] = text.split('@');
    return { path: { localPart, domain: domainName } };
  });
  return categorize({ ...message, recipients: addresses, ...more }, organizationOf(recipients), {
    server: 'MBX01',
  });
}
