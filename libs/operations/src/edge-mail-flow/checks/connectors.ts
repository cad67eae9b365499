import { failure, warning, type Finding, type Pair } from '../finding.js';
import { connectorsFor, inwardLinks, isNameOf, outwardLinks, type Link } from '../links.js';
import { unreachedPorts, unexpectedSources } from './endpoints.js';

/** From the Edge to everybody: a Send connector for `*`. */
export function toInternet({ edge }: Pair): readonly Finding[] {
  const leads = edge.sendConnectors.some(
    ({ enabled, addressSpaces }) => enabled && addressSpaces.includes('*'),
  );
  if (leads) return [];
  return [
    failure(
      edge,
      'no Send connector leads to the Internet: mail for it waits in the Unreachable queue',
      'New-SendConnector -Name "To Internet" -AddressSpaces * -Usage Internet -DNSRoutingEnabled $true',
    ),
  ];
}

/** From the Edge to the organization. */
export function toOrganization(pair: Pair): readonly Finding[] {
  const links = inwardLinks(pair);
  if (links.length > 0) return links.flatMap((link) => [...ofLink(link), ...vouching(link)]);
  const [{ fqdn } = { fqdn: 'mbx01.contoso.com' }] = pair.inside.servers;
  return [
    failure(
      pair.edge,
      'no Send connector leads to the organization (--)',
      `New-SendConnector -Name "To Internal Org" -Usage Internal -AddressSpaces "--" -DNSRoutingEnabled $false -SmartHosts ${fqdn} -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)`,
    ),
  ];
}

/** From the organization to the Edge. */
export function toEdge(pair: Pair): readonly Finding[] {
  const links = outwardLinks(pair);
  if (links.length > 0) return links.flatMap((link) => [...ofLink(link), ...relaying(link)]);
  const [{ fqdn } = { fqdn: 'edge01.contoso.com' }] = pair.edge.servers;
  return [
    failure(
      pair.inside,
      'no Send connector leads to the Edge',
      `New-SendConnector -Name "To Edge" -Usage Internal -AddressSpaces * -DNSRoutingEnabled $false -SmartHosts ${fqdn} -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)`,
    ),
  ];
}

function ofLink(link: Link): readonly Finding[] {
  const { connector, from, to } = link;
  const { name, smartHosts, smartHostAuthMechanism: mechanism } = connector;
  const strangers = smartHosts.filter((host) => !isNameOf(to, host));
  const unnamed =
    strangers.length === smartHosts.length
      ? [
          warning(
            from,
            `"${name}" goes to ${smartHosts.join(', ')}: no server there has that name or address`,
            `See that DNS here leads to ${to.server}, or Set-SendConnector "${name}" -SmartHosts`,
          ),
        ]
      : [];
  return [...unnamed, ...ofMechanism(link, mechanism)];
}

function ofMechanism(link: Link, mechanism: string): readonly Finding[] {
  const { connector, from, to } = link;
  const { name } = connector;
  const cure = `Set-SendConnector "${name}" -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)`;
  if (mechanism === 'ExchangeServer') {
    return [failure(from, `"${name}" signs in as an Exchange server, which takes a subscription`, cure)];
  }
  if (mechanism === 'None' || connectorsFor(link).length > 0) {
    return [...clear(link, cure), ...unreachedPorts(link), ...unexpectedSources(link)];
  }
  const needed =
    mechanism === 'ExternalAuthoritative'
      ? '-AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers'
      : '-AuthMechanism Tls,BasicAuth,BasicAuthRequireTLS,ExchangeServer -PermissionGroups ExchangeServers';
  return [
    failure(
      to,
      `no Receive connector takes what "${name}" of ${from.server} brings by ${mechanism}`,
      `New-ReceiveConnector or Set-ReceiveConnector with ${needed}`,
    ),
  ];
}

function clear({ connector, from }: Link, cure: string): readonly Finding[] {
  if (connector.smartHostAuthMechanism !== 'BasicAuth') return [];
  return [warning(from, `"${connector.name}" may send its password in the clear`, cure)];
}

/** Strangers may not relay: whoever brings mail for everybody has to be somebody. */
function relaying({ connector, from, to }: Link): readonly Finding[] {
  if (connector.smartHostAuthMechanism !== 'None') return [];
  return [
    failure(
      from,
      `"${connector.name}" does not sign in: ${to.server} refuses its mail with 550 5.7.54`,
      `Set-SendConnector "${connector.name}" -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)`,
    ),
  ];
}

/** What is externally secured is believed, and says nothing of the sender. */
function vouching({ connector, from, to }: Link): readonly Finding[] {
  if (connector.smartHostAuthMechanism !== 'ExternalAuthoritative') return [];
  return [
    warning(
      from,
      `by "${connector.name}" mail from the Internet is Internal at ${to.server}, and neither side encrypts it`,
      'Keep the way within IPsec or a VPN, or use BasicAuthRequireTLS, which tells inside who is a stranger',
    ),
  ];
}
