import {
  principalKey,
  wellKnownPrincipals,
  type AcceptedDomain,
  type Organization,
  type SendConnector,
} from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import type { ConfigurationSection } from '../bundle/section-content.js';
import { withCredentials, type Credentials } from './connector-credentials.js';

/** What an Edge is told of the configuration. */
export async function configurationFor(
  { Name, Site }: { readonly Name: string; readonly Site?: string | undefined },
  organization: Organization,
  credentials: Credentials,
): Promise<ConfigurationSection> {
  const { objects, transport, acceptedDomains } = organization;
  return {
    site: Site ?? '',
    acceptedDomains: acceptedDomains.map(domainForEdge),
    remoteDomains: objects.RemoteDomains,
    sendConnectors: await Promise.all(
      connectorsOf(Name, organization).map((connector) =>
        withCredentials(connectorForEdge(connector, Name), credentials),
      ),
    ),
    transport: {
      TLSReceiveDomainSecureList: transport.TLSReceiveDomainSecureList,
      TLSSendDomainSecureList: transport.TLSSendDomainSecureList,
      AllowPlusAddressInRecipients: transport.AllowPlusAddressInRecipients,
    },
  };
}

/** The connectors by which an Edge sends. */
function connectorsOf(edge: string, { sendConnectors }: Organization): readonly SendConnector[] {
  return sendConnectors.filter(({ SourceTransportServers }) =>
    SourceTransportServers.some((name) => isSameName(name, edge)),
  );
}

/** An Edge knows no recipients by name; where somebody catches all there is nobody to refuse. */
function domainForEdge({ CatchAllRecipient, ...domain }: AcceptedDomain): AcceptedDomain {
  return CatchAllRecipient === undefined ? domain : { ...domain, AddressBookEnabled: false };
}

/** Whom entries name that are accounts of the organization is nobody at the Edge, and neither is another Edge that sends by it. */
function connectorForEdge(connector: SendConnector, edge: string): SendConnector {
  const AccessControl = connector.AccessControl.filter(({ User }) =>
    wellKnownPrincipals.has(principalKey(User)),
  );
  return { ...connector, AccessControl, SourceTransportServers: [edge] };
}
