import type { ObjectDifference, Organization, ReceiveConnector } from '@mailyard/directory';
import { nameKey, parseBinding, parseIpRange, rangeContains, type IpRange } from '@mailyard/schema';
import { isLoopback } from '@mailyard/service';

/** What stops when nothing listens there any more. */
const stops: ReadonlyMap<number, string> = new Map([
  [25, 'mail from outside would stop'],
  [587, 'clients could not submit mail'],
  [465, 'Front End could not hand on what clients submit'],
  [2525, 'Front End could not hand mail to the hubs'],
]);

/** Ports of a server that would be without a listener by this change, or without one for everybody. */
export function lastListeners(
  differences: readonly ObjectDifference[],
  { objects }: Pick<Organization, 'objects'>,
): readonly string[] {
  const changed = differences.filter(({ kind }) => kind === 'ReceiveConnectors');
  if (changed.every(({ action }) => action === 'add')) return [];
  const gone = new Set(differences.filter(isServerRemoval).map(({ object }) => nameOf(object)));
  const then = placesOf(connectorsAfter(changed, objects.ReceiveConnectors));
  return [...placesOf(objects.ReceiveConnectors)].flatMap(([place, before]) => {
    const stop = stops.get(before.port);
    return stop === undefined || gone.has(nameKey(before.server)) ? [] : lost(before, then.get(place), stop);
  });
}

/** Whoever is somewhere may connect there; of a narrower one only some. */
interface Place {
  readonly server: string;
  readonly port: number;
  readonly isForEverybody: boolean;
  readonly ranges: readonly string[];
}

function lost(before: Place, then: Place | undefined, stop: string): readonly string[] {
  const { server, port } = before;
  if (then === undefined) return [`Nothing would listen on port ${port} of ${server}: ${stop}.`];
  if (!before.isForEverybody || then.isForEverybody) return [];
  return [`Only ${then.ranges.join(', ')} could reach port ${port} of ${server}: ${stop}.`];
}

/** By server and port; that which others can reach, not the machine itself alone. */
function placesOf(connectors: readonly ReceiveConnector[]): ReadonlyMap<string, Place> {
  const places = connectors.filter(({ Enabled }) => Enabled).flatMap(placesOfConnector);
  const byPlace = Map.groupBy(places, ({ server, port }) => `${nameKey(server)}:${port}`);
  return new Map(
    Array.from(byPlace, ([place, same]) => {
      const [{ server, port }] = same as [Place, ...Place[]];
      const ranges = [...new Set(same.flatMap((each) => each.ranges))];
      const isForEverybody = same.some((each) => each.isForEverybody);
      return [place, { server, port, isForEverybody, ranges }] as const;
    }),
  );
}

function placesOfConnector({ Server, Bindings, RemoteIPRanges }: ReceiveConnector): readonly Place[] {
  const isWide = RemoteIPRanges.some(isEverybody);
  return Bindings.flatMap((text) => {
    const { address, port } = parseBinding(text) ?? { address: '', port: 0 };
    const isInside = isLoopback(address);
    const ranges = isInside ? ['the machine itself'] : RemoteIPRanges;
    return [{ server: Server, port, isForEverybody: isWide && !isInside, ranges }];
  });
}

const everybody = ['0.0.0.0-255.255.255.255', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'].map(
  (text) => parseIpRange(text) as IpRange,
);

function isEverybody(text: string): boolean {
  const range = parseIpRange(text);
  return range !== undefined && everybody.some((all) => rangeContains(range, all));
}

function connectorsAfter(
  changed: readonly ObjectDifference[],
  before: readonly ReceiveConnector[],
): readonly ReceiveConnector[] {
  const touched = new Set(changed.map(({ object }) => object.Guid));
  const put = changed.filter(({ action }) => action !== 'remove').map(({ object }) => object);
  return [...before.filter(({ Guid }) => !touched.has(Guid)), ...(put as ReceiveConnector[])];
}

function isServerRemoval({ kind, action }: ObjectDifference): boolean {
  return kind === 'Servers' && action === 'remove';
}

function nameOf(object: object): string {
  return nameKey('Name' in object ? String(object.Name) : '');
}
