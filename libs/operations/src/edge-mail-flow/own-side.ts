import type { ListedCertificate, StoreContents } from '@mailyard/certificates';
import type { Organization, ReceiveConnector, SendConnector } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

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
}: OperationContext): Promise<MailFlowSide> {
  const store = await (await certificates()).contents();
  const shown = store.certificates.filter(({ settings }) => settings.Services.includes('SMTP'));
  const { chooseCertificate, pemBlocks } = await library();
  const shownAt = shownBy({ certificates: shown, chooseCertificate, fqdn: server.fqdn });
  const { servers, acceptedDomains, credentials, receiveConnectors, sendConnectors } = parts(organization);
  return {
    version: 1,
    serverRole: serverRoleOf(organization),
    server: server.name,
    servers: servers.map(({ Name, Fqdn }) => ({ name: Name, fqdn: Fqdn })),
    loginDomain: organization.principalName('x').slice('x@'.length),
    acceptedDomains: acceptedDomains.map(({ DomainName, DomainType }) => ({
      domainName: DomainName,
      domainType: DomainType,
    })),
    receiveConnectors: receiveConnectors.map((connector) =>
      receiving(connector, isSameName(connector.Server, server.name) ? shownAt(connector) : undefined),
    ),
    sendConnectors: sendConnectors.map(sending),
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

function receiving(connector: ReceiveConnector, certificate: string | undefined): SideReceiveConnector {
  const { Server, Name, Enabled, Fqdn, Bindings, AuthMechanism, PermissionGroups } = connector;
  return {
    identity: `${Server}\\${Name}`,
    enabled: Enabled,
    ...(Fqdn !== undefined && { fqdn: Fqdn }),
    bindings: Bindings,
    authMechanism: AuthMechanism,
    permissionGroups: PermissionGroups,
    ...(certificate !== undefined && { certificate }),
  };
}

function sending(connector: SendConnector): SideSendConnector {
  const { Name, Enabled, AddressSpaces, SmartHosts, SmartHostAuthMechanism } = connector;
  const login = connector.AuthenticationCredential?.UserName;
  return {
    name: Name,
    enabled: Enabled,
    addressSpaces: AddressSpaces.flatMap(({ Type, Address }) => (Type === 'SMTP' ? [Address] : [])),
    smartHosts: SmartHosts,
    smartHostAuthMechanism: SmartHostAuthMechanism,
    ...(login !== undefined && { login }),
  };
}
