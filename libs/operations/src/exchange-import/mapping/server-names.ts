import type { Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import { mapped, type ImportMapping } from '../plan/import-options.js';

/** Which server of ours an export means: the one that it is mapped to, else the one of that name. */
export function serverHere(
  name: string,
  { servers }: Organization,
  { servers: names }: Pick<ImportMapping, 'servers'>,
): string | undefined {
  const [label = ''] = name.split('.');
  const wanted = mapped(names, name) ?? mapped(names, label) ?? name;
  return servers.find(({ Name, Fqdn }) => isSameName(Name, wanted) || isSameName(Fqdn, wanted))?.Name;
}

export function unknownServer(name: string, { servers }: Organization): string {
  const here = servers.map(({ Name }) => Name).join(', ');
  return `there is no server ${name} here: say which of ${here} it becomes, as in ${name}=${servers[0]?.Name ?? 'MBX01'}`;
}

const setupNames = [
  'Default',
  'Client Proxy',
  'Default Frontend',
  'Outbound Proxy Frontend',
  'Client Frontend',
];

/** Setup names a connector after its server: `Default Frontend EX01` is our `Default Frontend MBX01`. */
export function connectorNameHere(name: string, theirs: string, ours: string): string {
  const [label = ''] = theirs.split('.');
  const isOfSetup = setupNames.some((each) => isSameName(name, `${each} ${label}`));
  return isOfSetup ? `${name.slice(0, name.length - label.length)}${ours}` : name;
}
