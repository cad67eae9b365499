import type { Organization } from '@mailyard/directory';
import { isSameName, nameKey } from '@mailyard/schema';
import { domainKey } from '@mailyard/smtp';

import { servedSpaces, type ServedSpace } from './accepted-spaces.js';
import { matchSpace, type Specificity } from './address-space.js';
import type { Destination } from './destination.js';
import { leadsBackToUs, type RoutingPlace } from './own-smart-hosts.js';
import { isForRulesAlone, routedConnectors, type RoutedConnector } from './routed-connector.js';

/** How far a connector's nearest source server is: this very server, another one of its site, one elsewhere. */
export const proximities = ['local', 'site', 'remote'] as const;
export type Proximity = (typeof proximities)[number];

/** A connector with one of its address spaces. */
export interface Candidate {
  readonly connector: RoutedConnector;
  readonly space: ServedSpace;
  readonly proximity: Proximity;
  /** In the form in which names are compared, the Guid behind it. */
  readonly name: string;
  /** It sends at subscribed Edge servers: the AD site that they belong to. */
  readonly edgeSite?: string | undefined;
  /** It would send to ourselves. */
  readonly loop: boolean;
}

/** A candidate that matches a destination. */
export interface Match extends Candidate {
  readonly specificity: Specificity;
}

/**
 * The connectors that a server may choose among, found by what they serve. Made once for the connectors and servers that
 * there are, it lasts until one of them changes; a recipient then costs a look-up for each label of its domain.
 */
export class RoutingTable {
  /** Address spaces of SMTP by their domain: `contoso.com`, `*.contoso.com`, `*`. */
  readonly #domains = new Map<string, Candidate[]>();
  /** Those of other types, of which there are few, by type. */
  readonly #others = new Map<string, Candidate[]>();
  readonly #connectors = new Map<string, Candidate[]>();
  readonly #lists: OrganizationLists;

  constructor(
    organization: Organization,
    readonly place: RoutingPlace,
  ) {
    this.#lists = listsOf(organization);
    const sources = new SourceServers(organization, place.server);
    for (const connector of routedConnectors(organization)) {
      if (!connector.Enabled || !sources.inScope(connector)) continue;
      const proximity = sources.proximity(connector);
      const loop = proximity === 'local' && leadsBackToUs(connector, organization, place);
      const edgeSite = sources.edgeSite(connector);
      // What an Edge sends inward is here already.
      const spaces = servedSpaces(connector, edgeSite === undefined ? organization : { acceptedDomains: [] });
      this.#add(connector, spaces, { proximity, loop, edgeSite });
    }
    for (const list of this.#domains.values()) list.sort(byPreference);
  }

  /** All connectors that may be chosen, by address space, those of one space in the order of preference. */
  get all(): readonly Candidate[] {
    return [...this.#domains.values(), ...this.#others.values()].flat();
  }

  /** Whether the table is still true. */
  isOf(organization: Organization, { server, portOffset }: RoutingPlace): boolean {
    const lists = listsOf(organization);
    return (
      isSameName(server, this.place.server) &&
      portOffset === this.place.portOffset &&
      lists.every((list, index) => list === this.#lists[index])
    );
  }

  /** What matches, whatever its size may be: the most specific first, then the cheapest, the nearest, the first by name. */
  *matches(to: Destination): Generator<Match> {
    if (to.type !== 'SMTP') {
      yield* this.#matchesOfType(to);
      return;
    }
    for (const domain of spacesOf(to.address)) {
      for (const candidate of this.#domains.get(domain) ?? []) {
        if (candidate.space.onlyBelow === true && domain === `*.${to.address}`) continue;
        yield { ...candidate, specificity: matchSpace(candidate.space, to) ?? 0 };
      }
    }
  }

  /** With which address spaces a connector takes part, by its Guid; with none when it is disabled, out of scope or gone. */
  candidates(guid: string): readonly Candidate[] {
    return this.#connectors.get(guid) ?? [];
  }

  #matchesOfType(to: Destination): readonly Match[] {
    const matches = (this.#others.get(to.type) ?? []).flatMap((candidate): Match[] => {
      const specificity = matchSpace(candidate.space, to);
      return specificity === undefined ? [] : [{ ...candidate, specificity }];
    });
    return matches.toSorted((a, b) => b.specificity - a.specificity || byPreference(a, b));
  }

  #add(
    connector: RoutedConnector,
    spaces: readonly ServedSpace[],
    seen: Pick<Candidate, 'proximity' | 'loop' | 'edgeSite'>,
  ): void {
    const name = `${nameKey(connector.Name)}\0${connector.Guid}`;
    const candidates = spaces.map((space) => ({ connector, space, name, ...seen }));
    this.#connectors.set(connector.Guid, candidates);
    if (isForRulesAlone(connector)) return;
    for (const candidate of candidates) {
      const { space } = candidate;
      const type = space.Type.toUpperCase();
      const [map, key] = type === 'SMTP' ? [this.#domains, domainKey(space.Address)] : [this.#others, type];
      const list = map.get(key);
      if (list === undefined) map.set(key, [candidate]);
      else list.push(candidate);
    }
  }
}

/** Of equally specific ones. The costs of links between sites will be added to that of the address space; there are none. */
export function byPreference(a: Candidate, b: Candidate): number {
  return (
    a.space.Cost - b.space.Cost ||
    proximities.indexOf(a.proximity) - proximities.indexOf(b.proximity) ||
    (a.name < b.name ? -1 : Number(a.name > b.name))
  );
}

/** The address spaces that a domain may be in, the most specific first. */
function* spacesOf(domain: string): Generator<string> {
  yield domain;
  yield `*.${domain}`;
  for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) {
    yield `*${domain.slice(dot)}`;
  }
  yield '*';
}

/** Where the source servers of connectors are, seen from one server. */
export class SourceServers {
  readonly #server: string;
  readonly #sites = new Map<string, string>();
  /** Of subscribed Edge servers, as it is written. */
  readonly #edges = new Map<string, string>();

  constructor({ servers, objects }: Organization, server: string) {
    this.#server = nameKey(server);
    for (const { Name, Peer, Site } of objects.EdgeSubscriptions) {
      if (Peer !== 'Edge' || Site === undefined) continue;
      this.#edges.set(nameKey(Name), Site);
      this.#sites.set(nameKey(Name), nameKey(Site));
    }
    for (const { Name, ADSite } of servers) this.#sites.set(nameKey(Name), nameKey(ADSite));
  }

  /** Undefined for a server that the organization does not know. */
  get site(): string | undefined {
    return this.#sites.get(this.#server);
  }

  /** The site of the Edge servers by which a connector sends, ours if one of them is there. */
  edgeSite({ SourceTransportServers }: RoutedConnector): string | undefined {
    const sites = SourceTransportServers.flatMap((name) => this.#edges.get(nameKey(name)) ?? []);
    return sites.find((site) => nameKey(site) === this.site) ?? sites[0];
  }

  /** A scoped connector is there for the servers of the sites that its source servers are in. */
  inScope(connector: RoutedConnector): boolean {
    return !connector.IsScopedConnector || this.proximity(connector) !== 'remote';
  }

  proximity({ SourceTransportServers }: RoutedConnector): Proximity {
    const sources = SourceTransportServers.map(nameKey);
    if (sources.includes(this.#server)) return 'local';
    const { site } = this;
    return site !== undefined && sources.some((name) => this.#sites.get(name) === site) ? 'site' : 'remote';
  }
}

type OrganizationLists = readonly (readonly unknown[])[];

function listsOf({ objects }: Organization): OrganizationLists {
  return [
    objects.Servers,
    objects.ReceiveConnectors,
    objects.AcceptedDomains,
    objects.SendConnectors,
    objects.DeliveryAgentConnectors,
    objects.ForeignConnectors,
    objects.EdgeSubscriptions,
  ];
}

/** The newest table of each server, for as long as the servers are the organization's. */
const tables = new WeakMap<Organization['servers'], Map<string, RoutingTable>>();

export function routingTable(organization: Organization, place: RoutingPlace): RoutingTable {
  const key = nameKey(place.server);
  let known = tables.get(organization.servers);
  if (known === undefined) tables.set(organization.servers, (known = new Map<string, RoutingTable>()));
  const table = known.get(key);
  if (table?.isOf(organization, place) === true) return table;
  const made = new RoutingTable(organization, place);
  known.set(key, made);
  return made;
}
