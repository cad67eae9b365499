import { domainKey } from '@mailyard/smtp';

import { acceptedDomainsSpace } from '../outbound-connectors/address-space.js';
import { principalKey } from '../access-control/principal.js';
import type { TransportSettings } from '../transport-settings/transport-settings.js';
import { inertSendSettings } from './parameters/inert-parameters.js';
import type { SendConnector } from './send-connector.js';
import { remotePrincipals } from './send-permissions.js';
import { sendRightsWithoutVerb } from './send-right.js';

/** What is allowed, and surely not meant. */
export function sendConnectorWarnings(
  connectors: readonly SendConnector[],
  { TLSSendDomainSecureList }: Pick<TransportSettings, 'TLSSendDomainSecureList'>,
): readonly string[] {
  const secured = new Set(TLSSendDomainSecureList.map(domainKey));
  return connectors.flatMap((connector) =>
    [
      ...inertSendSettings(connector).map((name) => `${name} has no effect`),
      ...rightsInVain(connector),
      ...unusedCredential(connector),
      ...unprotected(connector),
      ...unsecuredDomains(connector, secured),
    ].map((warning) => `${connector.Name}: ${warning}`),
  );
}

/** A right whose verb is not spoken, and an entry for somebody who is never at the other side. */
function rightsInVain(connector: SendConnector): readonly string[] {
  const { AccessControl } = connector;
  const named = new Set(AccessControl.flatMap(({ ExtendedRights }) => ExtendedRights));
  const possible = remotePrincipals(connector);
  const known = new Set(possible.map(principalKey));
  const others = new Set(
    AccessControl.map(({ User }) => User).filter((user) => !known.has(principalKey(user))),
  );
  return [
    ...sendRightsWithoutVerb.filter((right) => named.has(right)).map((right) => `${right} has no effect`),
    ...[...others].map(
      (user) => `AccessControl for ${user} has no effect: the other side is ${possible.join(' or ')}`,
    ),
  ];
}

function unusedCredential({
  SmartHostAuthMechanism: mechanism,
  AuthenticationCredential: credential,
}: SendConnector): readonly string[] {
  const isUsed = ['BasicAuth', 'BasicAuthRequireTLS', 'XOAUTH2'].includes(mechanism);
  if (credential === undefined || isUsed) return [];
  return [`nobody signs in as ${credential.UserName}: SmartHostAuthMechanism is ${mechanism}`];
}

/** Externally secured: whoever is at the other end believes all that comes, and nobody here encrypts it. */
function unprotected({ SmartHostAuthMechanism, AddressSpaces }: SendConnector): readonly string[] {
  if (SmartHostAuthMechanism !== 'ExternalAuthoritative') return [];
  const inward = AddressSpaces.some(({ Address }) => Address === acceptedDomainsSpace);
  return [
    'what goes there is neither authenticated nor encrypted here: the way has to be secured otherwise (IPsec, VPN)',
    ...(inward
      ? ['mail from the Internet is Internal at the other side, as if a colleague had sent it']
      : []),
  ];
}

/** Whoever asks for mutual TLS should not believe to have it. */
function unsecuredDomains(
  { DomainSecureEnabled, AddressSpaces }: SendConnector,
  secured: ReadonlySet<string>,
): readonly string[] {
  if (!DomainSecureEnabled) return [];
  return AddressSpaces.filter(({ Address }) => !secured.has(domainKey(Address))).map(
    ({ Address }) =>
      `mail for ${Address} goes without mutual TLS, since TLSSendDomainSecureList does not have the domain`,
  );
}
