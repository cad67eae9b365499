import { isSameName, nameKey } from '@mailyard/schema';
import type { ServerRole } from '@mailyard/service';

import { identityText } from '../lookup.js';
import { serverNames, serverSchema, type Server } from '../servers/server.js';
import type { Entry, Section, TextForm, Written } from '../text-form.js';
import {
  connectorsOfSetup,
  edgeLimits,
  mailboxDeliveryName,
  type ServerToSetUp,
} from './default-receive-connectors.js';
import { parameterRules } from './parameter-rules.js';
import { usageDefaults, usageType, usageTypes, type UsageDefaults } from './parameters/usage-type.js';
import { connectorNames, type ReceiveConnector } from './receive-connector.js';

export const connectorText: TextForm<ReceiveConnector> = {
  introduction:
    'One with the name of a connector that is there changes that one; any other is added. Server and Fqdn default to the server’s.',
  appendix: [
    usageTable(),
    'Rules between them:',
    parameterRules.map(({ parameter, reason }) => `- \`${parameter}\`: ${reason}`).join('\n'),
  ],

  /**
   * New servers have the connectors of setup beside those that the text names; older ones get back what they miss of them
   * when the text says so.
   */
  section(section) {
    const { written = [], server, known, merge } = section;
    const servers = serversAfter(section);
    const own = written.map((each) =>
      each['Guid'] !== undefined && known({ Guid: each['Guid'] }) !== undefined
        ? each
        : { Server: server, ...each },
    );
    const named = merge(own, { defaultsOf: connectorDefaults(servers) });
    const entries = [...missingConnectors(section, servers, named), ...named];
    return { entries, unmentioned: unmentionedConnectors(section, entries) };
  },

  changes(connector, lookup) {
    const [server] = lookup.find(serverNames, connector.Server);
    if (server === undefined) return {};
    const identity = toSetUp(server);
    const setup = connectorsOfSetup(identity);
    const isBare = setup.some((each) => !lookup.has(connectorNames, nameOf(each)));
    return {
      defaults: connectorDefaults([identity])(connector),
      isMade: !isBare && setup.some((each) => keyOf(each) === keyOf(connector)),
    };
  },
};

/** A server that its own schema refuses is reported by that and gets no connectors. */
function serversAfter({ current, planOf }: Section<ReceiveConnector>): readonly ServerToSetUp[] {
  const planned = planOf('Servers').entries.map(({ object }) => object);
  return [...current.all(serverNames), ...planned].flatMap((each) => {
    const { data } = serverSchema.safeParse(each);
    return data === undefined ? [] : [toSetUp(data)];
  });
}

function missingConnectors(
  { planOf, known, implied }: Section<ReceiveConnector>,
  servers: readonly ServerToSetUp[],
  named: readonly Entry[],
): readonly Entry[] {
  const keys = new Set(named.map(({ object }) => keyOf(object)));
  return planOf('Servers').entries.flatMap(({ object, known: before, said }) => {
    const identity = servers.find((each) => isSameName(each.server, String(object['Name'])));
    if (identity === undefined) return [];
    const wanted = said?.written['DefaultReceiveConnectors'] ?? before === undefined;
    const missing = connectorsOfSetup(identity).filter(
      (each) => !keys.has(keyOf(each)) && known(each) === undefined,
    );
    return missing.filter((each) => wanted === true || isMailboxDelivery(each)).map(implied);
  });
}

/**
 * The connectors that a server was set up with are not among them, unless the text says `DefaultReceiveConnectors: false`
 * of it; that of Mailbox Delivery is never. No connector outlives its server.
 */
function unmentionedConnectors(
  section: Section<ReceiveConnector>,
  entries: readonly Entry[],
): readonly ReceiveConnector[] {
  const { written, planOf, unnamed } = section;
  const servers = planOf('Servers');
  const gone = new Set(servers.unmentioned.map((server) => nameKey(identityText(['Name'], server))));
  const bare = servers.entries.filter(({ said }) => said?.written['DefaultReceiveConnectors'] === false);
  const bareNames = new Set(bare.map(({ object }) => nameKey(String(object['Name']))));
  const setup = new Map<string, ReadonlySet<string>>();
  const isOfSetup = (server: string, connector: ReceiveConnector): boolean => {
    const keys = setup.get(server) ?? keysOfSetup(section, server);
    setup.set(server, keys);
    return keys.has(keyOf(connector));
  };
  return unnamed(entries).filter((connector) => {
    const server = nameKey(connector.Server);
    if (gone.has(server)) return true;
    if (written === undefined || isMailboxDelivery(connector)) return false;
    return bareNames.has(server) || !isOfSetup(server, connector);
  });
}

function keysOfSetup(section: Section<ReceiveConnector>, server: string): ReadonlySet<string> {
  const found = serversAfter(section).find((each) => nameKey(each.server) === server);
  return new Set(found === undefined ? [] : connectorsOfSetup(found).map(keyOf));
}

const toSetUp = ({ Name, Fqdn, ServerRole }: Server): ServerToSetUp => ({
  server: Name,
  fqdn: Fqdn,
  role: ServerRole,
});

/** What a new connector has where nothing is said: as setup makes one of its name, as its usage type says, its server's Fqdn. */
function connectorDefaults(servers: readonly ServerToSetUp[]): (connector: Written) => Written {
  const made = new Map(servers.flatMap(connectorsOfSetup).map((each) => [keyOf(each), each]));
  const known = new Map(servers.map((each) => [nameKey(each.server), each]));
  return (connector) => {
    const server = known.get(nameKey(String(connector['Server'])));
    return {
      Fqdn: server?.fqdn,
      ...(server?.role === 'Edge' && edgeLimits),
      ...made.get(keyOf(connector)),
      ...defaultsOfUsage(connector['Usage'], server?.role),
    };
  };
}

/** A usage type that does not exist is reported by the connector's schema. */
function defaultsOfUsage(usage: unknown, role: ServerRole | undefined): Partial<UsageDefaults> {
  const { data } = usageType.safeParse(usage);
  return data === undefined ? {} : usageDefaults(data, role);
}

function isMailboxDelivery({ Name }: { readonly Name?: unknown }): boolean {
  return isSameName(String(Name), mailboxDeliveryName);
}

function nameOf(connector: object): string {
  return identityText(connectorNames.parameters, connector);
}

function keyOf(connector: object): string {
  return connectorNames.key(nameOf(connector));
}

/** What each usage type gives to a new Receive connector. */
function usageTable(): string {
  const columns = ['AuthMechanism', 'PermissionGroups', 'Bindings', 'RemoteIPRanges'] as const;
  const rows = usageTypes.map((usage) => {
    const given = usageDefaults(usage);
    const cells = columns.map((name) => given[name]?.map((value) => `\`${value}\``).join(', ') ?? 'required');
    return `| \`${usage}\` | ${cells.map((cell) => cell || 'none').join(' | ')} |`;
  });
  return [`| Usage | ${columns.join(' | ')} |`, '|---|---|---|---|---|', ...rows].join('\n');
}
