import type { Organization } from '@mailyard/directory';
import { formatByteSize } from '@mailyard/schema';

import { matchSpace, spaceName } from '../connectors/address-space.js';
import type { Destination } from '../connectors/destination.js';
import {
  isForRulesAlone,
  takesSize,
  type AddressSpace,
  type RoutedConnector,
} from '../connectors/routed-connector.js';
import { SourceServers, type Match, type Proximity } from '../connectors/routing-table.js';

const placeTexts: Readonly<Record<Proximity, string>> = {
  local: 'this server',
  site: 'another server of this site',
  remote: 'a server of another site',
};

/** The first rule by which a connector is not the one, in the order in which the rules are applied. */
export class WhyNot {
  readonly #sources: SourceServers;

  constructor(
    private readonly to: Destination,
    private readonly size: number,
    { organization, server }: { readonly organization: Organization; readonly server: string },
  ) {
    this.#sources = new SourceServers(organization, server);
  }

  reason(connector: RoutedConnector, winner: Match | undefined): string {
    return this.#exclusion(connector) ?? this.#defeat(connector, winner);
  }

  /** Why it is no candidate at all; undefined for a candidate. */
  #exclusion(connector: RoutedConnector): string | undefined {
    const { MaxMessageSize, Enabled, SourceTransportServers } = connector;
    if (!takesSize(connector, this.size) && MaxMessageSize !== 'Unlimited') {
      return `takes no more than ${formatByteSize(MaxMessageSize)}, the message has ${formatByteSize(this.size)}`;
    }
    if (!Enabled) return 'is disabled';
    if (isForRulesAlone(connector)) {
      return 'is for mail that a mail flow rule routes by it (IsTransportRuleScoped)';
    }
    if (!this.#sources.inScope(connector)) {
      return `is scoped to the AD site of ${SourceTransportServers.join(', ')}, and this server is in another one`;
    }
    return this.#bestSpace(connector) === undefined
      ? `has no address space for ${spaceName({ Type: this.to.type, Address: this.to.address })}`
      : undefined;
  }

  #defeat(connector: RoutedConnector, winner: Match | undefined): string {
    const space = this.#bestSpace(connector);
    if (winner === undefined || space === undefined) return 'is no candidate';
    const specificity = matchSpace(space, this.to) ?? 0;
    if (specificity < winner.specificity) {
      return `${spaceName(space)} is less specific than ${spaceName(winner.space)}`;
    }
    if (space.Cost > winner.space.Cost) return `costs ${space.Cost}, more than ${winner.space.Cost}`;
    const proximity = this.#sources.proximity(connector);
    return proximity === winner.proximity
      ? `its name comes after ${winner.connector.Name}`
      : `its nearest source is ${placeTexts[proximity]}, that of ${winner.connector.Name} ${placeTexts[winner.proximity]}`;
  }

  /** The most specific one that matches, the cheapest of those. */
  #bestSpace({ AddressSpaces }: RoutedConnector): AddressSpace | undefined {
    const matching = AddressSpaces.flatMap((space) => {
      const specificity = matchSpace(space, this.to);
      return specificity === undefined ? [] : [{ space, specificity }];
    });
    const [best] = matching.toSorted((a, b) => b.specificity - a.specificity || a.space.Cost - b.space.Cost);
    return best?.space;
  }
}

/** Why a connector is the one. */
export function whyIt({ space, proximity }: Match, alone: boolean): string {
  const fits = `${spaceName(space)} matches at cost ${space.Cost}, its nearest source is ${placeTexts[proximity]}`;
  return alone ? `${fits}; no other connector is a candidate` : fits;
}
