import type { Organization } from '@mailyard/directory';
import { routedConnector, type NextHop } from '@mailyard/routing';
import { isSameName } from '@mailyard/schema';

/**
 * The servers of the organization that a next hop is, those of our own AD site in the first list, the others in the second:
 * the server of a database, or whichever may send by a connector. None when nobody knows what the next hop was.
 */
export function targetServers(
  { deliveryType, domain, connector }: NextHop,
  organization: Organization,
  ownServer: string,
): readonly (readonly string[])[] {
  const names = namesOf({ deliveryType, domain, connector }, organization);
  const others = names.filter((name) => !isSameName(name, ownServer));
  const site = organization.server(ownServer)?.ADSite ?? '';
  const isNear = (name: string): boolean => isSameName(organization.server(name)?.ADSite ?? '', site);
  return [others.filter(isNear), others.filter((name) => !isNear(name))];
}

function namesOf(
  { deliveryType, domain, connector }: Pick<NextHop, 'deliveryType' | 'domain' | 'connector'>,
  organization: Organization,
): readonly string[] {
  if (deliveryType === 'SmtpRelayToConnectorSourceServers') {
    return routedConnector(connector, organization)?.SourceTransportServers ?? [];
  }
  if (deliveryType !== 'SmtpRelayToRemoteActiveDirectorySite') return [serverNamed(domain, organization)];
  return organization.servers.filter(({ ADSite }) => isSameName(ADSite, domain)).map(({ Name }) => Name);
}

/** By its name or its FQDN. */
function serverNamed(domain: string, { servers }: Organization): string {
  return servers.find(({ Fqdn }) => isSameName(Fqdn, domain))?.Name ?? domain;
}
