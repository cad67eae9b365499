import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  deliveryAgentConnectorSchema,
  distributionGroupSchema,
  foreignConnectorSchema,
  mailboxDatabaseSchema,
  mailboxSchema,
  noObjects,
  Organization,
  sendConnectorSchema,
  serverSchema,
  transportSettingsSchema,
  type OrganizationObjects,
} from '@mailyard/directory';

type More = Readonly<Record<string, unknown>>;

/** MBX01 and MBX02 are of one site, MBX03 is elsewhere. */
const servers = [
  ['MBX01', 'Berlin'],
  ['MBX02', 'Berlin'],
  ['MBX03', 'Paris'],
].map(([Name = '', ADSite]) =>
  serverSchema.parse({ Guid: randomUUID(), Name, Fqdn: `${Name}.contoso.com`, ADSite }),
);

function domain(DomainName: string, DomainType: string, Default = false) {
  const Name = DomainName.replace('*.', 'below ');
  return acceptedDomainSchema.parse({ Guid: randomUUID(), Name, DomainName, DomainType, Default });
}

function mailbox(name: string, more: More = {}) {
  const PrimarySmtpAddress = `${name}@contoso.com`;
  return mailboxSchema.parse({ Guid: randomUUID(), Name: name, PrimarySmtpAddress, ...more });
}

/** Connectors are what limits messages here. */
const unlimited = {
  MaxSendSize: 'Unlimited',
  MaxReceiveSize: 'Unlimited',
  MaxRecipientEnvelopeLimit: 'Unlimited',
};

/** An organization as routing meets it, with these connectors. */
export function connectedOrganization(objects: Partial<OrganizationObjects> = {}): Organization {
  return new Organization(1, {
    ...noObjects,
    Servers: servers,
    AcceptedDomains: [
      domain('contoso.com', 'Authoritative', true),
      domain('relay.example', 'InternalRelay'),
      domain('outside.example', 'ExternalRelay'),
    ],
    MailboxDatabases: ['MBX01', 'MBX02', 'MBX03'].map((Server, index) =>
      mailboxDatabaseSchema.parse({ Guid: randomUUID(), Name: `DB0${index + 1}`, Server }),
    ),
    Mailboxes: [
      mailbox('alice'),
      mailbox('bob', { Database: 'DB02' }),
      mailbox('carol', { Database: 'DB03' }),
      mailbox('dave', { Database: 'Elsewhere', EmailAddresses: ['dave@relay.example'] }),
    ],
    DistributionGroups: [
      distributionGroupSchema.parse({
        Guid: randomUUID(),
        Name: 'team',
        PrimarySmtpAddress: 'team@contoso.com',
        Members: ['alice', 'bob'],
        RequireSenderAuthenticationEnabled: false,
      }),
    ],
    TransportSettings: [transportSettingsSchema.parse({ Guid: randomUUID(), ...unlimited })],
    ...objects,
  });
}

function parameters(Name: string, spaces: string, more: More) {
  const AddressSpaces = spaces.split(' ');
  return { Guid: randomUUID(), Name, AddressSpaces, SourceTransportServers: ['MBX01'], ...more };
}

/** A Send connector of MBX01 unless more is said; its address spaces have blanks between them. */
export function send(name: string, spaces: string, more: More = {}) {
  return sendConnectorSchema.parse(parameters(name, spaces, more));
}

export function toSmartHosts(name: string, spaces: string, more: More = {}) {
  return send(name, spaces, { DNSRoutingEnabled: false, SmartHosts: ['relay.provider.example'], ...more });
}

export function deliveryAgent(name: string, spaces: string, more: More = {}) {
  return deliveryAgentConnectorSchema.parse({
    ...parameters(name, spaces, more),
    DeliveryProtocol: 'MOBILE',
  });
}

export function foreign(name: string, spaces: string, more: More = {}) {
  return foreignConnectorSchema.parse(parameters(name, spaces, more));
}
