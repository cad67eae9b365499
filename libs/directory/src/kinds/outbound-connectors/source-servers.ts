import { brokenRules } from '@mailyard/schema';

import type { Kind, ObjectProblem } from '../kind.js';
import type { KeptObject, Lookup, Reference } from '../lookup.js';
import { edgeSubscriptionNames } from '../edge-subscriptions/edge-subscription.js';
import { serverIdentities, serverNames } from '../servers/server.js';

interface SentByServers extends KeptObject {
  readonly SourceTransportServers: readonly string[];
}

type SourceRules<T extends SentByServers> = Required<
  Pick<Kind<T>, 'references' | 'respelled' | 'problems' | 'text'>
>;

/** What the kinds of connectors to the outside have in common: servers send by them, subscribed Edge servers by some. */
export function sentByServers<T extends SentByServers>(
  introduction: string,
  { edgesToo = false }: { readonly edgesToo?: boolean } = {},
): SourceRules<T> {
  return {
    references: (connector) => serverReferences(connector),
    respelled: (connector, _, lookup) => withServersSpelled(connector, lookup),
    problems: (connector, lookup) => serverProblems(connector, { lookup, edgesToo }),
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
  return SourceTransportServers.flatMap((text) => [
    { index: serverIdentities, text },
    { index: edgeSubscriptionNames, text },
  ]);
}

/** Mail leaves by it at subscribed Edge servers: what they alone can do it may. */
export function isSentByEdges({ SourceTransportServers }: SentByServers, lookup: Lookup): boolean {
  return SourceTransportServers.some((name) => lookup.has(edgeSubscriptionNames, name));
}

interface Sources {
  readonly lookup: Lookup;
  readonly edgesToo: boolean;
}

function* serverProblems(connector: SentByServers, { lookup, edgesToo }: Sources): Iterable<ObjectProblem> {
  const ofEdges = edgesToo && isSentByEdges(connector, lookup);
  for (const [at, name] of connector.SourceTransportServers.entries()) {
    const path = ['SourceTransportServers', at];
    const isEdge = lookup.has(edgeSubscriptionNames, name);
    if (ofEdges && !isEdge) {
      yield { path, cure: `Take ${name} away, or the Edge servers.`, ...brokenRules.S14() };
    }
    if (isEdge && !edgesToo) {
      yield { path, reason: `${name} is an Edge server, which sends by Send connectors alone` };
    }
    if (!isEdge && !lookup.has(serverIdentities, name)) yield { path, reason: `no server ${name}` };
  }
}

/** Queues and hubs are told apart by the names of servers: as these are written, each once. */
function withServersSpelled<T extends SentByServers>(connector: T, lookup: Lookup): T {
  const names = connector.SourceTransportServers.map((name) => {
    const [named] = lookup.find(serverNames, name);
    const [server] = named === undefined ? lookup.find(serverIdentities, name) : [named];
    const [edge] = lookup.find(edgeSubscriptionNames, name);
    return server?.Name ?? edge?.Name ?? name;
  });
  return { ...connector, SourceTransportServers: [...new Set(names)] };
}
