import { connectorsOfSetup } from './connectors-of-text.js';
import { mailboxDeliveryName } from '../kinds/receive-connectors/default-receive-connectors.js';
import {
  identityKey,
  objectKinds,
  type DirectoryObject,
  type ObjectKind,
  type OrganizationObjects,
} from '../kinds/index.js';
import type { ObjectId } from '../rules/directory-change.js';
import { isSameName, nameKey } from '@mailyard/schema';
import type { OrganizationText } from './organization-text.js';
import type { Entry } from './section-merge.js';

/**
 * The objects of the text's sections that the text does not name. The connectors that a server was set up with are not
 * among them, unless the text says `DefaultReceiveConnectors: false` of it; that of Mailbox Delivery is never.
 */
export function unmentionedObjects(
  content: OrganizationText,
  entries: Readonly<Record<ObjectKind, readonly Entry[]>>,
  current: OrganizationObjects,
): readonly ObjectId[] {
  const named = (kind: ObjectKind) => new Set(entries[kind].flatMap(({ known }) => known?.Guid ?? []));
  const servers = named('Servers');
  const goneServers =
    content.Servers === undefined
      ? []
      : current.Servers.filter(({ Guid }) => !servers.has(Guid)).map(({ Name }) => Name);
  const isSpared = sparedConnector(content, goneServers);
  return objectKinds
    .filter((kind) => kind !== 'TransportSettings')
    .flatMap((kind) => {
      const mentioned = named(kind);
      const goes = (object: DirectoryObject): boolean => {
        if (mentioned.has(object.Guid)) return false;
        if (kind !== 'ReceiveConnectors' || !('Server' in object)) return content[kind] !== undefined;
        // No connector outlives its server.
        if (goneServers.some((server) => isSameName(server, object.Server))) return true;
        return content[kind] !== undefined && !isSpared(object);
      };
      return current[kind].filter(goes).map(({ Guid }) => ({ kind, Guid }));
    });
}

function sparedConnector({ Servers = [] }: OrganizationText, goneServers: readonly string[]) {
  const bare = new Set(
    Servers.filter(({ DefaultReceiveConnectors }) => DefaultReceiveConnectors === false).map((server) =>
      nameKey(String(server['Name'])),
    ),
  );
  for (const server of goneServers) bare.add(nameKey(server));
  return (connector: { readonly Server: string; readonly Name: string }): boolean => {
    if (isSameName(connector.Name, mailboxDeliveryName)) return true;
    if (bare.has(nameKey(connector.Server))) return false;
    const identity = { server: connector.Server, fqdn: 'localhost', newGuid: () => crypto.randomUUID() };
    const key = identityKey('ReceiveConnectors', connector);
    return connectorsOfSetup(identity).some((each) => identityKey('ReceiveConnectors', each) === key);
  };
}
