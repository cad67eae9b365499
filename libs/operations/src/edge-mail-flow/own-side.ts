import type { ListedCertificate, StoreContents } from '@mailyard/certificates';
import type { Organization, ReceiveConnector, SendConnector } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import type { ServiceInstance } from '@mailyard/service';

import { certificates as library } from '../certificates/known-certificate.js';
import type { OperationContext } from '../context.js';
import { serverRoleOf } from '../server-roles/server-role.js';
import type { MailFlowSide, SideReceiveConnector, SideSendConnector } from './mail-flow-side.js';

type CertificateLibrary = Awaited<ReturnType<typeof library>>;

/** The side that this server is of, with the certificates of this server. */
export async function ownSide({
  directory: { organization },
  server,
  certificates,
  registry,
}: OperationContext): Promise<MailFlowSide> {
  const store = await (await certificates()).contents();
  const shown = store.certificates.filter(({ settings }) => settings.Services.includes('SMTP'));
  const { chooseCertificate, pemBlocks } = await library();
  const shownAt = shownBy({ certificates: shown, chooseCertificate, fqdn: server.fqdn });
  const sending = await registry.live({ server: server.name });
  const { servers, acceptedDomains, credentials, receiveConnectors, sendConnectors } = parts(organization);
  return {
    version: 2,
    serverRole: serverRoleOf(organization),
    server: server.name,
    portOffset: server.portOffset,
    addresses: [...new Set(sending.filter(isSender).map(({ address }) => address))].toSorted(),
    servers: servers.map(({ Name, Fqdn }) => ({ name: Name, fqdn: Fqdn })),
    loginDomain: organization.principalName('x').slice('x@'.length),
    acceptedDomains: acceptedDomains.map(({ DomainName, DomainType }) => ({
      domainName: DomainName,
      domainType: DomainType,
    })),
    receiveConnectors: receiveConnectors.map((connector) =>
      receiveConnector(connector, isSameName(connector.Server, server.name) ? shownAt(connector) : undefined),
    ),
    sendConnectors: sendConnectors.map(sendConnector),
    accounts: credentials.map(({ Login, MemberOf }) => ({
      login: Login,
      isServer: MemberOf.includes('Exchange Servers'),
    })),
    certificates: shown.map(({ thumbprint, pair }) => ({ thumbprint, chain: pemBlocks(pair.certificate) })),
    trusted: trustedBy(store),
  };
}

function parts({ objects }: Organization) {
  const { Servers, AcceptedDomains, Credentials, ReceiveConnectors, SendConnectors } = objects;
  return {
    servers: Servers,
    acceptedDomains: AcceptedDomains,
    credentials: Credentials,
    receiveConnectors: ReceiveConnectors,
    sendConnectors: SendConnectors,
  };
}

function trustedBy({ authorities }: StoreContents): readonly string[] {
  return [...authorities.imported, ...authorities.hosts];
}

interface Shown {
  readonly certificates: readonly ListedCertificate[];
  readonly chooseCertificate: CertificateLibrary['chooseCertificate'];
  readonly fqdn: string;
}

/** What STARTTLS shows at a connector, by the rule of the services. */
function shownBy({ certificates, chooseCertificate, fqdn }: Shown) {
  const now = new Date();
  return ({ Fqdn, TlsCertificateName }: ReceiveConnector): string | undefined => {
    const wish = { fqdn: Fqdn ?? fqdn, certificateName: TlsCertificateName };
    const chosen = chooseCertificate(certificates, wish, now);
    const found = certificates.find(({ x509 }) => x509 === chosen?.x509);
    const usual =
      TlsCertificateName === undefined ? certificates.find(({ isDefault }) => isDefault) : undefined;
    return (found ?? usual)?.thumbprint;
  };
}

function receiveConnector(
  connector: ReceiveConnector,
  certificate: string | undefined,
): SideReceiveConnector {
  const { Server, Name, Enabled, Fqdn, Bindings, RemoteIPRanges, AuthMechanism, PermissionGroups } =
    connector;
  return {
    identity: `${Server}\\${Name}`,
    enabled: Enabled,
    ...(Fqdn !== undefined && { fqdn: Fqdn }),
    bindings: Bindings,
    remoteIpRanges: RemoteIPRanges,
    authMechanism: AuthMechanism,
    permissionGroups: PermissionGroups,
    ...(certificate !== undefined && { certificate }),
  };
}

function sendConnector(connector: SendConnector): SideSendConnector {
  const { Name, Enabled, AddressSpaces, SmartHosts, Port, SourceIPAddress, SmartHostAuthMechanism } =
    connector;
  const login = connector.AuthenticationCredential?.UserName;
  return {
    name: Name,
    enabled: Enabled,
    addressSpaces: AddressSpaces.flatMap(({ Type, Address }) => (Type === 'SMTP' ? [Address] : [])),
    smartHosts: SmartHosts,
    port: Port,
    ...(SourceIPAddress !== undefined &&
      SourceIPAddress !== '0.0.0.0' && { sourceIpAddress: SourceIPAddress }),
    smartHostAuthMechanism: SmartHostAuthMechanism,
    ...(login !== undefined && { login }),
  };
}

function isSender({ service }: ServiceInstance): boolean {
  return service === 'hub-transport' || service === 'edge-transport';
}
