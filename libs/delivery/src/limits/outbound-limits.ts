import type { Rate } from '@mailyard/schema';
import type { Reply } from '@mailyard/smtp';

/** What an agent asks before it connects to a host of others, and before it sends a message there. */
export interface OutboundLimits {
  /** A place for one connection, to be given back when that is closed; or when to ask again. */
  enter(destination: OutboundDestination): Promise<Place | LimitReached>;
  /**
   * The turn of one message: resolves when it may be sent, which can take a moment, or with when to ask again. Undefined at
   * once where neither a rate nor a slow-down counts: that costs nothing.
   */
  message(destination: OutboundDestination): Promise<LimitReached | undefined> | undefined;
  /** What the destination said to anything: a reply that asks for less slows all hubs of the server down. */
  heard(destination: OutboundDestination, reply: Reply): void;
  /** To begin with; less while the destination is slowed down. For `lanesTo`. */
  connectionsTo(destination: OutboundDestination): number;
}

/** Whom limits count for, and which. Everybody's limits hold at once; all hubs of a server share them. */
export interface OutboundDestination {
  /** Guid of the connector. */
  readonly connector: string;
  /** A domain, the smart hosts of a connector, or the provider behind a domain's MX. */
  readonly key: string;
  readonly limits: Readonly<Record<LimitedScope, ScopeLimits>>;
}

/** What is counted: all of the server, of one connector, to one destination. */
export type LimitedScope = 'server' | 'connector' | 'destination';
export const limitedScopes = ['server', 'connector', 'destination'] as const;

/** By which hubs and Redis know what is counted: `destination:contoso.com`. */
export function scopeName(
  scope: LimitedScope,
  { connector, key }: Pick<OutboundDestination, 'connector' | 'key'>,
): string {
  switch (scope) {
    case 'server':
      return scope;
    case 'connector':
      return `${scope}:${connector}`;
    case 'destination':
      return `${scope}:${key}`;
  }
}

/** The same as `scopeName` writes it. */
export function shortageOf(name: string): Shortage {
  const [first = '', ...rest] = name.split(':');
  const scope = limitedScopes.find((each) => each === first) ?? 'server';
  return { scope, name: rest.join(':') };
}

/** Absent: unlimited. */
export interface ScopeLimits {
  /** At a time. */
  readonly connections?: Limit<number>;
  /** New ones. */
  readonly connectionRate?: Limit<Rate>;
  readonly messageRate?: Limit<Rate>;
}

/** A value, and the parameter that an administrator knows it by. */
export interface Limit<Value> {
  readonly value: Value;
  readonly parameter: string;
}

export interface Place {
  /**
   * Whether it still counts: a hub that was away from Redis for long finds its place given to somebody else. The
   * connection then ends after its message.
   */
  readonly held: boolean;
  release(): void;
}

/** Why not now. */
export interface LimitReached {
  readonly cause: LimitCause;
  /** One sentence for an administrator. */
  readonly reason: string;
  /** When to ask again. */
  readonly retryAfterMs: number;
  /** Of connections: an idle one of them that is closed makes room. */
  readonly shortage?: Shortage;
}

/** Whose connections are too few. */
export interface Shortage {
  readonly scope: LimitedScope;
  /** Guid of the connector, key of the destination; '' of the server. */
  readonly name: string;
}

/** Whether a connection to that destination is one of them. */
export function isShort({ scope, name }: Shortage, { connector, key }: OutboundDestination): boolean {
  switch (scope) {
    case 'server':
      return true;
    case 'connector':
      return connector === name;
    case 'destination':
      return key === name;
  }
}

export const limitCauses = [
  'connections',
  'connection-rate',
  'message-rate',
  'slowed-down',
  'redis',
] as const;
export type LimitCause = (typeof limitCauses)[number];

export function isLimitReached(entered: Place | LimitReached): entered is LimitReached {
  return 'retryAfterMs' in entered;
}

/**
 * How many lanes a next hop may have that has so many connections now: one until it has answered, so that a host that is
 * dead or slow holds one lane and not twenty; then twice as many as there are connections, up to the limit.
 */
export function lanesTo(connections: number, max: number): number {
  return Math.max(1, Math.min(2 * connections, max));
}
