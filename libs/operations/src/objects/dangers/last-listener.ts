import type { ObjectPlan, Organization, ReceiveConnector } from '@mailyard/directory';
import { nameKey, parseBinding } from '@mailyard/schema';

/** What stops when nothing listens there any more. */
const stops: ReadonlyMap<number, string> = new Map([
  [25, 'mail from outside would stop'],
  [587, 'clients could not submit mail'],
  [465, 'Front End could not hand on what clients submit'],
  [2525, 'Front End could not hand mail to the hubs'],
]);

/** Ports of a server that would be without a listener by this change. */
export function lastListeners(
  { differences, objects }: Pick<ObjectPlan, 'differences' | 'objects'>,
  before: Organization,
): readonly string[] {
  if (differences.every(({ kind, action }) => kind !== 'ReceiveConnectors' || action === 'add')) return [];
  const then = listeners(objects.ReceiveConnectors);
  return [...listeners(before.objects.ReceiveConnectors)].flatMap(([place, { server, port }]) => {
    const stop = stops.get(port);
    return stop === undefined || then.has(place) || !hasServer(server, objects.Servers)
      ? []
      : [`nothing would listen on port ${port} of ${server}: ${stop}`];
  });
}

interface Listener {
  readonly server: string;
  readonly port: number;
}

function listeners(connectors: readonly ReceiveConnector[]): ReadonlyMap<string, Listener> {
  const enabled = connectors.filter(({ Enabled }) => Enabled);
  return new Map(
    enabled.flatMap(({ Server, Bindings }) =>
      Bindings.map((text) => {
        const port = parseBinding(text)?.port ?? 0;
        return [`${nameKey(Server)}:${port}`, { server: Server, port }] as const;
      }),
    ),
  );
}

function hasServer(name: string, servers: readonly { readonly Name: string }[]): boolean {
  return servers.some(({ Name }) => nameKey(Name) === nameKey(name));
}
