import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  defaultReceiveConnectors,
  distributionGroupSchema,
  foreignConnectorSchema,
  hashPassword,
  mailboxSchema,
  noObjects,
  Organization,
  receiveConnectorSchema,
  sendConnectorSchema,
  serverSchema,
  transportSettingsSchema,
  type Credential,
  type ReceiveConnector,
  type SendConnector,
} from '@mailyard/directory';

const server = { server: 'MBX01', fqdn: 'mbx01.contoso.com', newGuid: () => randomUUID() };

/** A connector as the directory would hold it: all that is not said has its default. */
export function connectorOf(parameters: Readonly<Record<string, unknown>> = {}): ReceiveConnector {
  return receiveConnectorSchema.parse({
    Guid: randomUUID(),
    Name: 'Test',
    Server: server.server,
    TransportRole: 'FrontendTransport',
    Bindings: ['0.0.0.0:25'],
    RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
    Fqdn: server.fqdn,
    TarpitInterval: 0,
    AuthTarpitInterval: 0,
    ...parameters,
  });
}

/** One of the five connectors that setup makes, without its delays. */
export function defaultConnector(
  name: string,
  changes: Readonly<Record<string, unknown>> = {},
): ReceiveConnector {
  const found = defaultReceiveConnectors(server).find((connector) => connector.Name === `${name} MBX01`);
  if (found === undefined) throw new Error(`no default connector ${name}`);
  return connectorOf({ ...found, TarpitInterval: 0, AuthTarpitInterval: 0, ...changes });
}

function mailbox(name: string, ...others: readonly string[]) {
  return mailboxSchema.parse({
    Guid: randomUUID(),
    Name: name,
    PrimarySmtpAddress: `${name}@contoso.com`,
    EmailAddresses: others,
  });
}

/** The password of alice and of the Edge server's account; others have none. */
export const alicePassword = 'correct horse battery staple';
export const edgeLogin = 'edge01@contoso.com';

let credential: Promise<Credential> | undefined;

async function aliceCredential(): Promise<Credential> {
  const hash = await hashPassword(alicePassword);
  return { Guid: randomUUID(), Login: 'alice@contoso.com', MemberOf: [], RemoteIPRanges: [], ...hash };
}

/** contoso.com with alice, bob, a group and a way out for faxes; mail for the relay domains belongs to another mail system. */
export async function contoso(
  relayDomains: readonly string[] = ['relay.contoso.com'],
): Promise<Organization> {
  // One hash for a whole run, since it is made to be slow.
  credential ??= aliceCredential();
  const domain = (DomainName: string, DomainType: string, Default: boolean) =>
    acceptedDomainSchema.parse({ Guid: randomUUID(), Name: DomainName, DomainName, DomainType, Default });
  return new Organization(1, {
    ...noObjects,
    Servers: [serverSchema.parse({ Guid: randomUUID(), Name: server.server, Fqdn: server.fqdn })],
    AcceptedDomains: [
      domain('contoso.com', 'Authoritative', true),
      ...relayDomains.map((name) => domain(name, 'InternalRelay', false)),
    ],
    Mailboxes: [mailbox('alice', 'al@contoso.com', 'postmaster@contoso.com'), mailbox('bob')],
    DistributionGroups: [
      distributionGroupSchema.parse({
        Guid: randomUUID(),
        Name: 'team',
        PrimarySmtpAddress: 'team@contoso.com',
        Members: ['alice', 'bob'],
        RequireSenderAuthenticationEnabled: false,
      }),
    ],
    Credentials: [
      await credential,
      // The account of an Edge server, which has no mailbox.
      { ...(await credential), Guid: randomUUID(), Login: edgeLogin, MemberOf: ['Exchange Servers'] },
    ],
    ForeignConnectors: [
      foreignConnectorSchema.parse({
        Guid: randomUUID(),
        Name: 'Fax',
        AddressSpaces: ['FAX:*;1'],
        SourceTransportServers: [server.server],
      }),
    ],
    // What connectors allow is tested without these limits.
    TransportSettings: [
      transportSettingsSchema.parse({
        Guid: randomUUID(),
        MaxSendSize: 'Unlimited',
        MaxReceiveSize: 'Unlimited',
      }),
    ],
  });
}

/** The organization with other transport settings. */
export function withTransport(
  { revision, objects, transport }: Organization,
  changes: Readonly<Record<string, unknown>>,
): Organization {
  const TransportSettings = [transportSettingsSchema.parse({ ...transport, ...changes })];
  return new Organization(revision + 1, { ...objects, TransportSettings });
}

/** A Send connector as the directory would hold it, which leaves through Front End. */
export function sendConnectorOf(parameters: Readonly<Record<string, unknown>> = {}): SendConnector {
  return sendConnectorSchema.parse({
    Guid: randomUUID(),
    Name: 'To Internet',
    AddressSpaces: ['*'],
    SourceTransportServers: [server.server],
    FrontendProxyEnabled: true,
    ...parameters,
  });
}

/** The organization with these Send connectors. */
export function withSendConnectors(
  { revision, objects }: Organization,
  ...SendConnectors: readonly SendConnector[]
): Organization {
  return new Organization(revision + 1, { ...objects, SendConnectors });
}
