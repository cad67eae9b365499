import { isDeepStrictEqual } from 'node:util';

import { hashParameters } from '../../kinds/credentials/password-hash.js';
import { identityKey, kinds, type ObjectKind, type OrganizationObjects } from '../../kinds/index.js';
import type { ServerIdentity } from '../../kinds/receive-connectors/default-receive-connectors.js';
import { parameter } from '../../rules/organization-difference.js';
import { connectorDefaults, connectorsOfSetup } from '../connectors-of-text.js';
import { without, type Written } from '../written.js';

/** The objects of a kind with what a new one of the name would not have by itself; those that setup makes so are left out. */
export function sectionOfChanges(kind: ObjectKind, objects: OrganizationObjects): readonly Written[] {
  const list: readonly object[] = objects[kind];
  const servers = objects.Servers.map(({ Name, Fqdn }) => identityOf(Name, Fqdn));
  switch (kind) {
    case 'Credentials':
      return objects.Credentials.map((credential) => openParameters(changesOf(kind, credential)));
    case 'TransportSettings':
      return list.map((object) => changesOf(kind, object)).filter((object) => Object.keys(object).length > 0);
    case 'Servers':
      return objects.Servers.map((server) => {
        const bare = isBare(server.Name, objects) ? { DefaultReceiveConnectors: false } : {};
        return { ...changesOf(kind, server), ...bare };
      });
    case 'ReceiveConnectors': {
      const defaultsOf = connectorDefaults(servers);
      const made = new Set(servers.filter(({ server }) => !isBare(server, objects)).flatMap(setupKeys));
      return objects.ReceiveConnectors.flatMap((connector) => {
        const { Name, Server } = connector;
        const changes = changesOf(kind, connector, { ...defaultsOf(connector), Name, Server });
        const isAsMade = made.has(identityKey(kind, connector)) && Object.keys(changes).length === 0;
        return isAsMade ? [] : [{ Name, Server, ...changes }];
      });
    }
    case 'AcceptedDomains':
    case 'Mailboxes':
    case 'DistributionGroups':
      return list.map((object) => changesOf(kind, object));
  }
}

/** Without Guid and what a password is kept as. */
export function openParameters(credential: object): Written {
  const hidden: readonly string[] = ['Guid', ...hashParameters];
  return Object.fromEntries(Object.entries(credential).filter(([name]) => !hidden.includes(name)));
}

/** The parameters that would be others if they were not said. */
function changesOf(kind: ObjectKind, object: object, defaults: Written = {}): Written {
  const said = Object.entries(without(object, 'Guid')).filter(([name, value]) => {
    const { data } = kinds[kind].schema.safeParse({ ...object, [name]: defaults[name] });
    return data === undefined || !isDeepStrictEqual(parameter(data, name), value);
  });
  return Object.fromEntries(said);
}

function identityOf(server: string, fqdn: string): ServerIdentity {
  return { server, fqdn, newGuid: () => crypto.randomUUID() };
}

function setupKeys(server: ServerIdentity): readonly string[] {
  return connectorsOfSetup(server).map((connector) => identityKey('ReceiveConnectors', connector));
}

/** Whether a server misses some of the connectors that setup makes. */
function isBare(server: string, { ReceiveConnectors }: OrganizationObjects): boolean {
  const there = new Set(ReceiveConnectors.map((connector) => identityKey('ReceiveConnectors', connector)));
  return setupKeys(identityOf(server, 'localhost')).some((key) => !there.has(key));
}
