import {
  inertSettings,
  machinePrincipals,
  parseBinding,
  parseIpRange,
  principalKey,
  type ReceiveConnector,
} from '@mailyard/directory';

import { accessControlEntries } from '../rights/effective-rights.js';
import { rightsWithoutVerb } from '../rights/rights.js';

/** What connectors ask for in vain, in whichever service and on whichever host. */
export function parameterWarnings(connectors: readonly ReceiveConnector[]): readonly string[] {
  return connectors.flatMap((connector) =>
    [inert(connector), uselessLogin(connector), unreachable(connector)].flatMap((warning) =>
      warning === undefined ? [] : `${warning}: ${connector.Server}\\${connector.Name}`,
    ),
  );
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

function unreachable({ Bindings, RemoteIPRanges }: ReceiveConnector): string | undefined {
  const served = new Set(RemoteIPRanges.map((text) => parseIpRange(text)?.family));
  const reachable = Bindings.some((text) => served.has(parseBinding(text)?.address.includes(':') ? 6 : 4));
  return reachable
    ? undefined
    : 'no session is served, since no range of RemoteIPRanges is of a family of Bindings';
}
