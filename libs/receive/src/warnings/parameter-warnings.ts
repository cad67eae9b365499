import { inertSettings, machinePrincipals, principalKey, type ReceiveConnector } from '@mailyard/directory';
import { parseBinding, parseIpRange } from '@mailyard/schema';

import { accessControlEntries, effectiveRights } from '../rights/effective-rights.js';
import { holds, rightsWithoutVerb } from '../rights/rights.js';
import { sessionPrincipals } from '../rights/session-principals.js';

const checks = [relay, inert, uselessLogin, unknownPartners, unreachable] as const;

/** What connectors ask for in vain, or perhaps without knowing, in whichever service and on whichever host. */
export function parameterWarnings(connectors: readonly ReceiveConnector[]): readonly string[] {
  return connectors.flatMap((connector) =>
    checks.flatMap((check) => {
      const warning = check(connector);
      return warning === undefined ? [] : `${warning}: ${connector.Server}\\${connector.Name}`;
    }),
  );
}

/** What both relay recipes are for, and what an open relay is, if the ranges are wide. */
function relay(connector: ReceiveConnector): string | undefined {
  const rights = effectiveRights(connector, sessionPrincipals(connector, { tls: undefined }));
  const open = (['ms-Exch-SMTP-Submit', 'ms-Exch-SMTP-Accept-Any-Recipient'] as const).every((right) =>
    holds(rights, right),
  );
  return open ? `relays to every domain for whoever is in ${connector.RemoteIPRanges.join(', ')}` : undefined;
}

function inert(connector: ReceiveConnector): string | undefined {
  const given = new Set<string>(connector.AccessControl.flatMap(({ ExtendedRights }) => ExtendedRights));
  const vain = [...inertSettings(connector), ...rightsWithoutVerb.filter((right) => given.has(right))];
  return vain.length === 0 ? undefined : `${vain.join(', ')} without effect`;
}

/** Whoever may submit without a login may not with one: a user is not ANONYMOUS LOGON. */
function uselessLogin(connector: ReceiveConnector): string | undefined {
  const { AuthMechanism, EnableAuthGSSAPI, TransportRole } = connector;
  const offered =
    AuthMechanism.includes('BasicAuth') || (AuthMechanism.includes('Integrated') && EnableAuthGSSAPI);
  if (!offered || TransportRole !== 'FrontendTransport') return undefined;
  const useful = accessControlEntries(connector).some(
    ({ User, ExtendedRights, Deny }) =>
      !Deny && ExtendedRights.includes('ms-Exch-SMTP-Submit') && !machinePrincipals.has(principalKey(User)),
  );
  return useful ? undefined : 'every login is refused, since PermissionGroups lets no user submit';
}

/** A partner is known by mutual TLS alone. */
function unknownPartners({ PermissionGroups, DomainSecureEnabled }: ReceiveConnector): string | undefined {
  return PermissionGroups.includes('Partners') && !DomainSecureEnabled
    ? 'Partners gives nobody a right, since DomainSecureEnabled is off'
    : undefined;
}

function unreachable({ Bindings, RemoteIPRanges }: ReceiveConnector): string | undefined {
  const served = new Set(RemoteIPRanges.map((text) => parseIpRange(text)?.family));
  const reachable = Bindings.some((text) => served.has(parseBinding(text)?.address.includes(':') ? 6 : 4));
  return reachable
    ? undefined
    : 'no session is served, since no range of RemoteIPRanges is of a family of Bindings';
}
