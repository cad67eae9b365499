import { principalKey, principals } from '../access-control/principal.js';
import { acceptedDomainsSpace } from '../outbound-connectors/address-space.js';
import type { SendConnector } from './send-connector.js';
import { sendConnectorRights, type SendRight } from './send-right.js';

const routing: readonly SendRight[] = ['ms-Exch-Send-Headers-Routing'];
const withExch50: readonly SendRight[] = [...routing, 'ms-Exch-SMTP-Send-Exch50'];

/** The same at every Send connector, whatever its usage type. */
const byPrincipal: ReadonlyMap<string, readonly SendRight[]> = new Map(
  (
    [
      [principals.exchangeServers, sendConnectorRights],
      [principals.edgeServers, sendConnectorRights],
      [principals.hubServers, sendConnectorRights],
      [principals.externallySecured, withExch50],
      [principals.legacyInterop, withExch50],
      [principals.partners, routing],
      [principals.anonymous, routing],
    ] as const
  ).map(([principal, rights]) => [principalKey(principal), rights]),
);

/** The rights of the other side at a connector: those that setup gives, those of entries made by hand, less what one denies. */
export function sendRights(
  { AccessControl }: Pick<SendConnector, 'AccessControl'>,
  principal: string,
): ReadonlySet<SendRight> {
  const key = principalKey(principal);
  const entries = AccessControl.filter(({ User }) => principalKey(User) === key);
  const given = (denied: boolean) =>
    entries.filter(({ Deny }) => Deny === denied).flatMap(({ ExtendedRights }) => ExtendedRights);
  const rights = new Set([...(byPrincipal.get(key) ?? []), ...given(false)]);
  for (const right of given(true)) rights.delete(right);
  return rights;
}

/** All whom the other side of a connector can turn out to be. */
export function remotePrincipals(
  connector: Pick<SendConnector, 'SmartHostAuthMechanism' | 'DomainSecureEnabled' | 'AddressSpaces'>,
): readonly string[] {
  // With ExchangeServer there is a session with proof, or none.
  if (connector.SmartHostAuthMechanism === 'ExchangeServer') return [principals.exchangeServers];
  const proofs = [{}, { domainSecure: connector.DomainSecureEnabled }];
  return [...new Set(proofs.map((proven) => remotePrincipal(connector, proven)))];
}

/** Who the other side is believed to be: a stranger, unless the channel is secured some way or its certificate proves more. */
export function remotePrincipal(
  connector: Pick<SendConnector, 'SmartHostAuthMechanism' | 'AddressSpaces'>,
  proven: { readonly domainSecure?: boolean; readonly exchangeServer?: boolean } = {},
): string {
  const { SmartHostAuthMechanism: mechanism } = connector;
  if (mechanism === 'ExternalAuthoritative') return principals.externallySecured;
  if (mechanism === 'ExchangeServer' && proven.exchangeServer === true) return principals.exchangeServers;
  if (mechanism === 'BasicAuthRequireTLS' && leadsInward(connector)) return principals.hubServers;
  return proven.domainSecure === true ? principals.partners : principals.anonymous;
}

/**
 * From an Edge to its organization, whose servers have shown their certificate and taken our login by then: without what the
 * Edge has found out of the sender, mail of strangers would seem to be the account's.
 */
function leadsInward({ AddressSpaces }: Pick<SendConnector, 'AddressSpaces'>): boolean {
  return AddressSpaces.some(({ Type, Address }) => Type === 'SMTP' && Address === acceptedDomainsSpace);
}
