import { type ReceiveConnector } from '@mailyard/directory';
import { networkSource } from '@mailyard/schema';

import type { InboundLoad } from './inbound-load.js';

type LimitedConnector = Pick<
  ReceiveConnector,
  | 'Guid'
  | 'MaxInboundConnection'
  | 'MaxInboundConnectionPerSource'
  | 'MaxInboundConnectionPercentagePerSource'
>;

export type RateLimit = Pick<ReceiveConnector, 'MessageRateLimit' | 'MessageRateSource'>;

export interface SessionShareOptions {
  readonly connector: LimitedConnector;
  /** Address of the client. */
  readonly source: string;
  readonly load: InboundLoad;
  /** MaxConnectionRatePerMinute of the server. */
  readonly maxConnectionRate: number;
}

/** A limit that leaves no room, by its name in the directory. */
export type ExceededLimit =
  | 'MaxInboundConnection'
  | 'MaxInboundConnectionPerSource'
  | 'MaxInboundConnectionPercentagePerSource'
  | 'MaxConnectionRatePerMinute'
  | 'MessageRateLimit';

// One for all connectors of the service.
const connectionRateKey = 'connections';
// Whoever comes back at once after each session must not take the whole minute: a quarter is left for others by one such
// source, and something by however many.
const timesWhatIsLeft = 3;

/** What one session takes of the limits on sessions and rates, from its connection to its end. */
export class SessionShare {
  readonly #options: SessionShareOptions;
  readonly #sourceKey: string;
  /** What it has entered and must leave. */
  readonly #entered: string[] = [];
  #charged = false;

  constructor(options: SessionShareOptions) {
    this.#options = options;
    this.#sourceKey = `${options.connector.Guid} ${options.source}`;
  }

  /** Takes a place at the connector. */
  enter(): ExceededLimit | undefined {
    const { connector, load } = this.#options;
    const { Guid, MaxInboundConnection } = connector;
    if (reaches(load.sessions(Guid), MaxInboundConnection)) return 'MaxInboundConnection';
    this.#enter(Guid);
    return undefined;
  }

  /** Takes, once, a place among those of its source, and one of the minute's connections. */
  charge(): ExceededLimit | undefined {
    if (this.#charged) return undefined;
    const { load, source } = this.#options;
    const exceeded = this.#exceededBySource();
    if (exceeded !== undefined) return exceeded;
    const ownRateKey = `${connectionRateKey} ${networkSource(source)}`;
    if (this.#rateIsReached(ownRateKey)) return 'MaxConnectionRatePerMinute';
    load.spend(connectionRateKey);
    load.spend(ownRateKey);
    this.#enter(this.#sourceKey);
    this.#charged = true;
    return undefined;
  }

  /**
   * Counts a message by the connector as it is now; `user` is who sends it, undefined when nobody is named (the null
   * reverse-path).
   */
  submit(
    user: string | undefined,
    { MessageRateLimit, MessageRateSource }: RateLimit,
  ): ExceededLimit | undefined {
    const { load } = this.#options;
    if (MessageRateLimit === 'Unlimited') return undefined;
    const keys = this.#rateKeys(user, MessageRateSource);
    if (keys.some((key) => reaches(load.spent(key), MessageRateLimit))) return 'MessageRateLimit';
    for (const key of keys) load.spend(key);
    return undefined;
  }

  leave(): void {
    for (const key of this.#entered.splice(0)) this.#options.load.leave(key);
  }

  #enter(key: string): void {
    this.#options.load.enter(key);
    this.#entered.push(key);
  }

  #exceededBySource(): ExceededLimit | undefined {
    const { connector, load } = this.#options;
    const count = load.sessions(this.#sourceKey);
    if (reaches(count, connector.MaxInboundConnectionPerSource)) return 'MaxInboundConnectionPerSource';
    return reaches(count, this.#shareOfFree()) ? 'MaxInboundConnectionPercentagePerSource' : undefined;
  }

  #rateIsReached(ownRateKey: string): boolean {
    const { load, maxConnectionRate } = this.#options;
    const left = maxConnectionRate - load.spent(connectionRateKey);
    return left < 1 || reaches(load.spent(ownRateKey), timesWhatIsLeft * left);
  }

  /** One source may have this share of what is free; where there is any room, one session. */
  #shareOfFree(): number | 'Unlimited' {
    const { connector, load } = this.#options;
    const { Guid, MaxInboundConnection, MaxInboundConnectionPercentagePerSource } = connector;
    if (MaxInboundConnection === 'Unlimited') return 'Unlimited';
    // This session has its place already.
    const free = MaxInboundConnection - load.sessions(Guid) + 1;
    return Math.max(1, Math.floor((free * MaxInboundConnectionPercentagePerSource) / 100));
  }

  #rateKeys(user: string | undefined, source: RateLimit['MessageRateSource']): readonly string[] {
    const { Guid } = this.#options.connector;
    const byUser = user === undefined ? [] : [`${Guid} user ${user.toLowerCase()}`];
    switch (source) {
      case 'None':
        return [];
      case 'User':
        return byUser;
      case 'IPAddress':
        return [this.#sourceKey];
      case 'All':
        return [this.#sourceKey, ...byUser];
    }
  }
}

function reaches(count: number, limit: number | 'Unlimited'): boolean {
  // A rate is a fraction while the minute before counts in part: what does not leave room for a whole one is full.
  return limit !== 'Unlimited' && count + 1 > limit;
}
