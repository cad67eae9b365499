import type { Kind, ObjectProblem } from '../kind.js';
import type { KeptObject, Lookup, Reference } from '../lookup.js';
import { serverIdentities, serverNames } from '../servers/server.js';

interface SentByServers extends KeptObject {
  readonly SourceTransportServers: readonly string[];
}

type SourceRules<T extends SentByServers> = Required<
  Pick<Kind<T>, 'references' | 'respelled' | 'problems' | 'text'>
>;

/** What the kinds of connectors to the outside have in common: servers send by them. */
export function sentByServers<T extends SentByServers>(introduction: string): SourceRules<T> {
  return {
    references: (connector) => serverReferences(connector),
    respelled: (connector, _, lookup) => withServersSpelled(connector, lookup),
    problems: (connector, lookup) => serverProblems(connector, lookup),
    text: {
      introduction,
      section({ written, server, merge, unnamed }) {
        const entries = merge(written ?? [], { defaultsOf: () => ({ SourceTransportServers: [server] }) });
        return { entries, unmentioned: written === undefined ? [] : unnamed(entries) };
      },
    },
  };
}

function serverReferences({ SourceTransportServers }: SentByServers): readonly Reference[] {
  return SourceTransportServers.map((text) => ({ index: serverIdentities, text }));
}

function* serverProblems({ SourceTransportServers }: SentByServers, lookup: Lookup): Iterable<ObjectProblem> {
  for (const [at, name] of SourceTransportServers.entries()) {
    if (lookup.has(serverIdentities, name)) continue;
    yield { path: ['SourceTransportServers', at], reason: `no server ${name}` };
  }
}

/** Queues and hubs are told apart by the names of servers: as these are written, each once. */
function withServersSpelled<T extends SentByServers>(connector: T, lookup: Lookup): T {
  const names = connector.SourceTransportServers.map((name) => {
    const [named] = lookup.find(serverNames, name);
    const [server] = named === undefined ? lookup.find(serverIdentities, name) : [named];
    return server?.Name ?? name;
  });
  return { ...connector, SourceTransportServers: [...new Set(names)] };
}
