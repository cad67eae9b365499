import type { Step } from '../transaction/committed.js';

/** A copy's place in its queue. */
export interface JobIdentity {
  readonly queue: string;
  readonly jobId: string;
}

/** Who keeps a message from being taken: Suspend-Message, or an operation that is about to remove it. */
export type Suspender = 'administrator' | `remove ${string}`;

/**
 * What became of an order about one message. `inFlight`: it is suspended if the attempt that is under way fails; `kept`:
 * nothing, since somebody works on it, or another operation is about to remove it.
 */
export type JobOutcome = 'kept' | 'gone' | 'done' | 'inFlight';

const outcomes = ['kept', 'gone', 'done', 'inFlight'] as const satisfies readonly JobOutcome[];

/** A job is not claimed until each that has suspended it has resumed it. */
export function suspendJob(job: JobIdentity, by: Suspender): Step<JobOutcome> {
  return orderStep('suspend', job, by);
}

/** `gone` also when that one has not suspended it. */
export function resumeJob(job: JobIdentity, by: Suspender): Step<JobOutcome> {
  return orderStep('resume', job, by);
}

/** The job alone: its copy is settled by whoever orders this. One that is not there counts as removed. */
export function removeJob(job: JobIdentity): Step<JobOutcome> {
  return orderStep('remove', job, '', '');
}

/** The same once its copy is gone: a settlement that was not carried out leaves a copy that needs its job. */
export function removeJobOfGone(job: JobIdentity, by: Suspender | '' = ''): Step<JobOutcome> {
  return orderStep('remove', job, by, '1');
}

/** Its own next attempt is due; `gone` when it waits for none. */
export function retryJob(job: JobIdentity): Step<JobOutcome> {
  return orderStep('retry', job);
}

function orderStep(
  name: string,
  { queue, jobId }: JobIdentity,
  ...words: readonly string[]
): Step<JobOutcome> {
  return {
    add: (steps) => steps.add(name, queue, jobId, ...words),
    read: (replies, at) => outcomes[Number(replies[at]) + 1] ?? 'gone',
  };
}

/** Those who have suspended a job, as its hash names them. */
export function suspendersOf(text: string): readonly Suspender[] {
  return text.split(',').filter((word) => word !== '') as Suspender[];
}

/** Whether one of those who suspended the job waits to remove it. */
export function isToBeRemoved(suspenders: readonly Suspender[]): boolean {
  return suspenders.some((each) => each.startsWith('remove '));
}
