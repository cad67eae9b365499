import { parseBinding } from '@mailyard/schema';

import type { Pair } from './finding.js';
import type { MailFlowSide, SideReceiveConnector, SideSendConnector } from './mail-flow-side.js';

/** A Send connector of one side that leads to the other. */
export interface Link {
  readonly connector: SideSendConnector;
  readonly from: MailFlowSide;
  readonly to: MailFlowSide;
}

/** From the Edge inward: for all accepted domains (`--`), or for one of them by name. */
export function inwardLinks({ edge, inside }: Pair): readonly Link[] {
  const accepted = new Set(['--', ...edge.acceptedDomains.map(({ domainName }) => domainName)]);
  return edge.sendConnectors
    .filter(({ enabled, addressSpaces }) => enabled && addressSpaces.some((space) => accepted.has(space)))
    .map((connector) => ({ connector, from: edge, to: inside }));
}

/** From the organization to its Edge: by its name, or where all mail goes. */
export function outwardLinks({ edge, inside }: Pair): readonly Link[] {
  const possible = inside.sendConnectors.filter(
    ({ enabled, smartHosts }) => enabled && smartHosts.length > 0,
  );
  const named = possible.filter(({ smartHosts }) => smartHosts.some((host) => isNameOf(edge, host)));
  const all = possible.filter(({ addressSpaces }) => addressSpaces.includes('*'));
  return (named.length > 0 ? named : all).map((connector) => ({ connector, from: inside, to: edge }));
}

/** Whether a smart host is a server of the side, by its name or an address that a binding names. */
export function isNameOf({ servers, receiveConnectors }: MailFlowSide, host: string): boolean {
  const plain = host.replaceAll(/[[\]]/g, '').toLowerCase();
  const names = [
    ...servers.map(({ fqdn }) => fqdn),
    ...receiveConnectors.flatMap(({ fqdn, bindings }) => [
      ...(fqdn === undefined ? [] : [fqdn]),
      ...bindings.map((binding) => parseBinding(binding)?.address ?? ''),
    ]),
  ];
  return names.some((name) => name.toLowerCase() === plain);
}

/** What the other side has for a session that secures itself so: connectors where a server may submit. */
export function connectorsFor({ connector, to }: Link): readonly SideReceiveConnector[] {
  const wanted = wantedMechanisms[connector.smartHostAuthMechanism] ?? [];
  return to.receiveConnectors.filter(
    ({ enabled, authMechanism, permissionGroups }) =>
      enabled &&
      permissionGroups.includes('ExchangeServers') &&
      wanted.some((each) => each.every((mechanism) => authMechanism.includes(mechanism))),
  );
}

/** Of Receive connectors, by what a Send connector has: any of these sets will do. */
const wantedMechanisms: Readonly<Record<string, readonly (readonly string[])[]>> = {
  BasicAuth: [['BasicAuth']],
  BasicAuthRequireTLS: [
    ['Tls', 'BasicAuthRequireTLS'],
    ['Tls', 'BasicAuth'],
  ],
  ExternalAuthoritative: [['ExternalAuthoritative']],
};
