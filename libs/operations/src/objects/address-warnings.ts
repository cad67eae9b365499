import {
  changeFor,
  type ObjectDifference,
  type Organization,
  type OrganizationObjects,
  type ReceiveConnector,
} from '@mailyard/directory';
import { explainConnector, type SupposedConnection } from '@mailyard/receive';
import {
  addressRange,
  brokenRules,
  isWildcard,
  parseBinding,
  parseIpRange,
  rangeSize,
  type BrokenRule,
} from '@mailyard/schema';
import type { ServiceInstance } from '@mailyard/service';

import type { OperationContext } from '../context.js';

interface Site extends Pick<OperationContext, 'registry'> {
  readonly before: Organization;
}

/** What the addresses of a connector that is made or changed mean on the machines where services run now. */
export async function addressWarnings(
  differences: readonly ObjectDifference[],
  { before, registry }: Site,
): Promise<readonly string[]> {
  const put: Partial<OrganizationObjects> = changeFor(differences).put;
  const { ReceiveConnectors = [] } = put;
  const enabled = ReceiveConnectors.filter(({ Enabled }) => Enabled);
  if (enabled.length === 0) return [];
  const instances = await registry.live();
  return enabled.flatMap((connector) => {
    const others = before.objects.ReceiveConnectors.filter(
      ({ Server, Guid }) => Server === connector.Server && Guid !== connector.Guid,
    );
    const broken = [
      ...missingAddresses(connector, instances),
      ...wideRanges(connector),
      ...takenServers(connector, { others, instances }),
    ];
    return broken.map(({ reason }) => `${connector.Name}: ${reason}`);
  });
}

/** B5: none of the machines of its server has what it is bound to. */
function missingAddresses(
  { Server, Bindings }: ReceiveConnector,
  instances: readonly ServiceInstance[],
): readonly BrokenRule[] {
  const told = instances.filter(({ server }) => server === Server).flatMap(({ addresses = [] }) => addresses);
  // Nobody runs who could know.
  if (told.length === 0) return [];
  const known = new Set(told.map(addressKey));
  const named = endpointsOf(Bindings).filter((endpoint) => !isWildcard(endpoint));
  const addresses = new Set(named.map(({ address }) => address));
  return Array.from(addresses)
    .filter((address) => !known.has(addressKey(address)))
    .map((address) => brokenRules.B5(Server, address));
}

/** More are probably not all meant. */
const devicesMax = 256n;

/** R3: of everybody nobody has to be told. */
function wideRanges({ RemoteIPRanges }: ReceiveConnector): readonly BrokenRule[] {
  const ranges = RemoteIPRanges.flatMap((text) => parseIpRange(text) ?? []);
  const isForAll = ranges.some(({ first, last }) => /^0+$/.test(first) && /^f+$/.test(last));
  const addresses = ranges.reduce((sum, range) => sum + rangeSize(range), 0n);
  return isForAll || addresses <= devicesMax ? [] : [brokenRules.R3(addresses)];
}

interface Beside {
  /** The connectors of the same server. */
  readonly others: readonly ReceiveConnector[];
  readonly instances: readonly ServiceInstance[];
}

/** R4: servers of the organization that a connector which is not for servers would serve from now on. */
function takenServers(connector: ReceiveConnector, { others, instances }: Beside): readonly BrokenRule[] {
  if (connector.PermissionGroups.includes('ExchangeServers')) return [];
  const servers = new Map(
    instances
      .filter(({ server }) => server !== connector.Server)
      .map(({ address, server }) => [address, server]),
  );
  return Array.from(servers).flatMap(([address, server]) => {
    const former = formerConnector(connector, others, address);
    return former === undefined ? [] : [brokenRules.R4({ server, address, connector: former.Name })];
  });
}

/** The one for servers that has served this address until now, at one of the bindings. */
function formerConnector(
  connector: ReceiveConnector,
  others: readonly ReceiveConnector[],
  from: string,
): ReceiveConnector | undefined {
  return connectionsFrom(from, connector).flatMap((connection) => {
    const winnerOf = (all: readonly ReceiveConnector[]) =>
      explainConnector(all, connection).winner?.connector;
    const former = winnerOf(others);
    const isTaken = former !== undefined && winnerOf([...others, connector]) === connector;
    return isTaken && former.PermissionGroups.includes('ExchangeServers') ? [former] : [];
  })[0];
}

/** Those that an address can make to its bindings: of its own family. */
function connectionsFrom(from: string, { Bindings }: ReceiveConnector): readonly SupposedConnection[] {
  const family = addressRange(from)?.family;
  return endpointsOf(Bindings)
    .filter(({ address }) => addressRange(address)?.family === family)
    .map((endpoint) => ({
      port: endpoint.port,
      from,
      local: isWildcard(endpoint) ? undefined : endpoint.address,
    }));
}

function endpointsOf(bindings: readonly string[]) {
  return bindings.flatMap((text) => parseBinding(text) ?? []);
}

/** IPv6 addresses have many spellings. */
function addressKey(text: string): string {
  return addressRange(text)?.first ?? text;
}
