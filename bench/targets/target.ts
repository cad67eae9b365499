import { SinkInbox, type Inbox } from '../load/inbox.js';
import type { Sink } from '../load/sink.js';

/** A mail system under load; both kinds answer the same questions, so that the figures can stand side by side. */
export interface Target {
  readonly name: string;
  /** SMTP port on 127.0.0.1. */
  readonly port: number;
  /** Where mail comes out that goes this way. */
  inbox(way: Way, user: User): Inbox;
  usage(): Promise<Usage>;
  /** Forgets the memory peaks so far. */
  forgetPeaks(): Promise<void>;
  stop(): Promise<void>;
}

/** Into a mailbox of contoso.com; over a smart host that answers at once, over one far away, or over the first by way of Front End. */
export const ways = ['mailbox', 'relay', 'far', 'proxied'] as const;

export type Way = (typeof ways)[number];

/** alice takes the load, bob the samples of latency. */
export type User = 'alice' | 'bob';

/** The smart hosts of the ways that lead out. */
export interface Sinks {
  readonly near: Sink;
  readonly far: Sink;
}

/** An inbox for each user behind each way out. */
export function relayInboxes({ near, far }: Sinks): (way: Exclude<Way, 'mailbox'>, user: User) => Inbox {
  const made = new Map<string, Inbox>();
  return (way, user) => {
    // A sink counts by local part.
    const address = `${user}-${way}@${relayDomain(way)}`;
    const known = made.get(address) ?? new SinkInbox(address, way === 'far' ? far : near);
    made.set(address, known);
    return known;
  };
}

export function relayDomain(way: Exclude<Way, 'mailbox'>): string {
  return `${way}.example`;
}

/** A domain whose smart host nobody reaches: mail for it waits in Retry. */
export const waitingDomain = 'waiting.example';

export interface ServiceUsage {
  readonly cpuSeconds: number;
  /** Sum over the processes of that name of the highest memory each had. */
  readonly peakResidentBytes: number;
}

/** By service, or by program. */
export type Usage = ReadonlyMap<string, ServiceUsage>;
