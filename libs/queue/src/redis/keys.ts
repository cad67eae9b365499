import type { InternalId } from '@mailyard/message';

export const submissionQueue = 'Submission';
export const unreachableQueue = 'Unreachable';
/** Copies that a moderator has to approve; nobody serves it. */
export const moderationQueue = 'Moderation';
/** Messages that cannot be processed; always suspended, see `setAside`. */
export const poisonQueue = 'Poison';

/** Where a server's mail lives in Redis. One hash tag for each server, so a transaction stays in one cluster slot. */
export class ServerKeys {
  /** Also the prefix of every BullMQ queue of the server. */
  readonly prefix: string;
  /** Counter of internal message ids. */
  readonly internalIds: string;
  /** Sorted set: internal id of every mail item → when the server received it. */
  readonly items: string;
  /** Sorted set: name of every queue that exists → when somebody should look at it next. */
  readonly nextHops: string;
  /** Set: domains without a route for which messages wait, some of them perhaps gone. */
  readonly domainsWithoutRoute: string;
  /** Sorted set: queue and job whose suspension has changed → when; for a while. */
  readonly suspensions: string;
  /** Operations over many messages: counter of their numbers; sorted sets: number → when it came, and of those that have not ended → when to look at it. */
  readonly bulkIds: string;
  readonly bulkOperations: string;
  readonly bulkDue: string;
  /** Sorted set: hubs that tell what passes their queues → when they did. */
  readonly rates: string;
  /** Never set: to see whether Redis takes writes. */
  readonly probe: string;

  constructor(readonly server: string) {
    this.prefix = `{mailyard:${server}}`;
    this.internalIds = `${this.prefix}:internal-id`;
    this.items = `${this.prefix}:items`;
    this.probe = `${this.prefix}:probe`;
    this.domainsWithoutRoute = `${this.prefix}:no-routes`;
    this.suspensions = `${this.prefix}:suspensions`;
    this.rates = `${this.prefix}:rates`;
    this.bulkIds = `${this.prefix}:operation-id`;
    this.bulkOperations = `${this.prefix}:operations`;
    this.bulkDue = `${this.prefix}:operations-due`;
    this.nextHops = `${this.prefix}:nexthops`;
  }

  item(id: InternalId): string {
    return `${this.prefix}:item:${id}`;
  }

  content(id: InternalId): string {
    return `${this.prefix}:content:${id}`;
  }

  /** Whether the message was accepted or refused, until its client is answered: the first word counts. */
  accepted(id: InternalId): string {
    return `${this.prefix}:accepted:${id}`;
  }

  /** Under a name under which a message counts once: internal id and Message-ID of the one that was accepted; for a while. */
  once(name: string): string {
    return `${this.prefix}:once:${name}`;
  }

  /** A key of BullMQ's: `wait`, `delayed`, …, or the hash of a job; `suspended` is ours, see `suspension-steps.ts`. */
  ofQueue(queue: string, type: string): string {
    return `${this.prefix}:${queue}:${type}`;
  }

  /** Hash; with `:targets` the copies that are left, with `:lease` who carries it out. */
  bulkOperation(id: string): string {
    return `${this.prefix}:operation:${id}`;
  }

  /** What a hub has told of the last minute. */
  ratesOf(instance: string): string {
    return `${this.prefix}:rates:${instance}`;
  }

  /** Of each queue how many jobs of a hub wait for a connection; absent: none does. */
  connectingOf(instance: string): string {
    return `${this.prefix}:connecting:${instance}`;
  }

  /** BullMQ's lock of a job. */
  lock(job: { readonly queue: string; readonly jobId: string }): string {
    return `${this.prefix}:${job.queue}:${job.jobId}:lock`;
  }

  /** Set: job ids of those in Unreachable that have a recipient in that domain, some of them perhaps gone. */
  waitingForRoute(domain: string): string {
    return `${this.prefix}:no-route:${domain}`;
  }

  /** Hash: what the queue stands for and how its last connection went. */
  nextHop(queue: string): string {
    return `${this.prefix}:nexthop:${queue}`;
  }
}
