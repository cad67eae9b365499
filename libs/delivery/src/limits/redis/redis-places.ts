import { randomUUID } from 'node:crypto';

import {
  limitedScopes,
  scopeName,
  type LimitedScope,
  type OutboundDestination,
  type Place,
} from '../outbound-limits.js';
import { paceOf } from '../pace.js';
import type { LimitScripts } from './limit-scripts.js';
import type { ScriptRunner } from './script-runner.js';

export interface PlacesOptions {
  readonly scripts: ScriptRunner<keyof LimitScripts>;
  readonly prefix: string;
  /** A hub that is killed gives its places back after this time; one that lives extends it. */
  readonly leaseMs: number;
  readonly onFault: (error: unknown) => void;
}

/** Why there is no place: nothing is free, or `waitMs` has not passed since the last new connection. */
export interface NoPlace {
  readonly scope: LimitedScope;
  readonly waitMs: number;
}

interface OwnPlace {
  readonly id: string;
  readonly connector: string;
  readonly key: string;
  /** Of each scope its name and how many places it has; -1: any number. */
  readonly scopes: readonly (readonly [name: string, max: number])[];
  held: boolean;
}

const renewedAtOnce = 100;

/**
 * The places of this hub, in sorted sets that all hubs of the server share, one for each scope: until when each place is
 * leased. What is not extended ends by itself, so a killed hub gives back, and so does an answer that was lost.
 */
export class RedisPlaces {
  readonly #options: PlacesOptions;
  readonly #instance = randomUUID();
  readonly #own = new Set<OwnPlace>();
  #count = 0;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  async enter(destination: OutboundDestination): Promise<Place | NoPlace> {
    const { scripts, prefix, leaseMs } = this.#options;
    const place = this.#newPlace(destination);
    const words = limitedScopes.flatMap((scope, index) => {
      const rate = destination.limits[scope].connectionRate?.value;
      const { intervalUs, burst } = rate === undefined ? { intervalUs: 0, burst: 0 } : paceOf(rate);
      return [...(place.scopes[index] ?? []), intervalUs, burst];
    });
    const reply = await scripts.run('enter', prefix, [leaseMs, place.id, ...words]);
    const [full = 0, waitMs = 0] = reply as readonly number[];
    const scope = limitedScopes[full - 1];
    if (scope !== undefined) return { scope, waitMs };
    this.#own.add(place);
    return {
      get held() {
        return place.held;
      },
      release: () => this.#release([place]),
    };
  }

  /** Of this hub, by what `of` says. */
  count(of: (place: { readonly connector: string; readonly key: string }) => boolean): number {
    return [...this.#own].filter(of).length;
  }

  /** By guid of the connector. */
  byConnector(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { connector } of this.#own) counts.set(connector, (counts.get(connector) ?? 0) + 1);
    return counts;
  }

  /** To be called a few times within the lease. */
  async renew(): Promise<void> {
    const { scripts, prefix, leaseMs } = this.#options;
    const all = [...this.#own];
    for (let from = 0; from < all.length; from += renewedAtOnce) {
      const some = all.slice(from, from + renewedAtOnce).filter((place) => this.#own.has(place));
      const words = some.flatMap(({ id, scopes }) => [id, ...scopes.flat()]);
      const lost = await scripts.run('renew', prefix, [leaseMs, ...words]);
      const given = some.filter((place) => !this.#own.has(place));
      for (const index of lost as readonly number[]) this.#lose(some[index]);
      // They were released while they were renewed.
      if (given.length > 0) this.#tellReleased(given);
    }
  }

  releaseAll(): void {
    this.#release([...this.#own]);
  }

  #newPlace(destination: OutboundDestination): OwnPlace {
    const { connector, key, limits } = destination;
    return {
      id: `${this.#instance}:${this.#count++}`,
      connector,
      key,
      scopes: limitedScopes.map((scope) => [
        scopeName(scope, destination),
        limits[scope].connections?.value ?? -1,
      ]),
      held: true,
    };
  }

  #lose(place: OwnPlace | undefined): void {
    if (place === undefined) return;
    place.held = false;
    this.#own.delete(place);
  }

  #release(places: readonly OwnPlace[]): void {
    const held = places.filter((place) => this.#own.delete(place));
    if (held.length > 0) this.#tellReleased(held);
  }

  #tellReleased(places: readonly OwnPlace[]): void {
    const { scripts, prefix, onFault } = this.#options;
    const words = places.flatMap(({ id, scopes }) => [id, ...scopes.map(([name]) => name)]);
    scripts.run('release', prefix, words).catch(onFault);
  }
}
