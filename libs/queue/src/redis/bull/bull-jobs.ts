import type { ScriptSteps } from '../transaction/transaction-script.js';
import type { Claim, ClaimRequest, ClaimWithRetry, Lease } from './lease.js';
import type { Moment } from './moment.js';

export interface JobToAdd {
  readonly queue: string;
  readonly jobId: string;
  readonly data: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** Of a lane that waits for a job of this queue: it gets this one if nothing comes before it. */
  readonly token?: string | undefined;
  /** Of a message that comes into being, see `flowOf`. */
  readonly flow?: string | undefined;
  /** What a delivery queue stands for: delivery type, domain, connector. */
  readonly nextHop?: readonly string[] | undefined;
}

export interface DelayOptions {
  readonly delayMs: number;
  readonly claimNext: boolean;
  /** How many attempts have ended in a fault by now. */
  readonly faults?: number;
}

/** A limit of ours, for which a queue waits. */
export interface QueueWait {
  readonly waitMs: number;
  /** A word for counting: `message-rate`. */
  readonly cause: string;
  /** One sentence for an administrator. */
  readonly reason: string;
}

/** Steps of a transaction that change jobs, see `jobSteps`. A job id is added once. */
export const bullJobs = {
  enqueue(steps: ScriptSteps, job: JobToAdd): void {
    const { queue, jobId, data, timestamp, token = '', flow = '', nextHop = [] } = job;
    steps.add('enqueue', queue, jobId, data, timestamp, token, flow, nextHop.length, ...nextHop);
  },

  /** A job that was handed to the token when it was added, or the queue's next one. */
  claim(steps: ScriptSteps, { queue, token }: ClaimRequest): void {
    steps.add('claim', queue, token);
  },

  /** The job is done and goes. With `claimNext` the reply is that of a claim, under the same token. */
  finish(steps: ScriptSteps, lease: Lease, { claimNext }: { readonly claimNext: boolean }): void {
    const { queue, jobId, token } = lease;
    steps.add('finish', queue, jobId, token, claimNext ? '1' : '0');
  },

  /** The job comes back after a while. */
  delay(steps: ScriptSteps, lease: Lease, { delayMs, claimNext, faults }: DelayOptions): void {
    const { queue, jobId, token } = lease;
    steps.add('delay', queue, jobId, token, Math.round(delayMs), claimNext ? '1' : '0', faults ?? '');
  },

  /** The lock holds for its whole time again, if the lease still has it or nobody has taken the job since it ran out. */
  extend(steps: ScriptSteps, { queue, jobId, token, stalls = 0 }: Lease): void {
    steps.add('extend', queue, jobId, token, stalls);
  },

  /** Nobody gets a job of the queue for so long. */
  hold(steps: ScriptSteps, queue: string, { waitMs, cause, reason }: QueueWait): void {
    steps.add('hold', queue, Math.max(1, Math.round(waitMs)), cause, reason);
  },

  /** The job goes back to the head of its queue. */
  giveBack(steps: ScriptSteps, { queue, jobId, token }: Lease): void {
    steps.add('giveBack', queue, jobId, token);
  },
} as const;

/** See `nextOf` of `jobSteps`. */
const amongSuspended = -2;

/** The reply of `claim`, `finish` or `delay`, and when that was asked for. */
export function readClaim(reply: unknown, { queue, token }: ClaimRequest, confirmed: Moment): Claim {
  if (!Array.isArray(reply)) return withoutLease(Number(reply));
  const [jobId = '', data = '', timestamp, stalls, faults, retryCount, record = '', recipients = '', claims] =
    reply as readonly string[];
  const lease = {
    queue,
    token,
    jobId,
    data,
    timestamp: Number(timestamp),
    confirmed,
    ...(claims !== undefined && { again: true as const }),
    ...(record !== '' && { copy: { record, recipients, retryCount: Number(retryCount) } }),
  };
  if (stalls === '0' && faults === '0') return { waitMs: 0, lease };
  return { waitMs: 0, lease: { ...lease, ...counted('stalls', stalls), ...counted('faults', faults) } };
}

function withoutLease(reply: number): Claim {
  const waitMs = Math.max(0, reply);
  return reply === amongSuspended ? { waitMs, goesOn: true } : { waitMs };
}

/** The same with what it tells of the queue. */
export function readClaimWithRetry(reply: unknown, request: ClaimRequest, confirmed: Moment): ClaimWithRetry {
  const [, , , , , retryCount] = Array.isArray(reply) ? (reply as readonly string[]) : [];
  return { ...readClaim(reply, request, confirmed), retryCount: Number(retryCount ?? 0) };
}

function counted(name: 'stalls' | 'faults', count: string | undefined): Partial<Lease> {
  return Number(count) > 0 ? { [name]: Number(count) } : {};
}
