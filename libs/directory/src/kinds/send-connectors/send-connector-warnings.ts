import { domainKey } from '@mailyard/smtp';

import type { TransportSettings } from '../transport-settings/transport-settings.js';
import { inertSendSettings } from './parameters/inert-parameters.js';
import type { SendConnector } from './send-connector.js';

/** What is allowed, and surely not meant. */
export function sendConnectorWarnings(
  connectors: readonly SendConnector[],
  { TLSSendDomainSecureList }: Pick<TransportSettings, 'TLSSendDomainSecureList'>,
): readonly string[] {
  const secured = new Set(TLSSendDomainSecureList.map(domainKey));
  return connectors.flatMap((connector) =>
    [
      ...inertSendSettings(connector).map((name) => `${name} has no effect`),
      ...unusedCredential(connector),
      ...unsecuredDomains(connector, secured),
    ].map((warning) => `${connector.Name}: ${warning}`),
  );
}

function unusedCredential({
  SmartHostAuthMechanism: mechanism,
  AuthenticationCredential: credential,
}: SendConnector): readonly string[] {
  const isUsed = ['BasicAuth', 'BasicAuthRequireTLS', 'XOAUTH2'].includes(mechanism);
  if (credential === undefined || isUsed) return [];
  return [`nobody signs in as ${credential.UserName}: SmartHostAuthMechanism is ${mechanism}`];
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
