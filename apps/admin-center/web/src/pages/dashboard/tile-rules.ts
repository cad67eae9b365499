import type { OutputOf, Queue } from '../../api/index.js';
import type { State } from '../../ui/index.js';

export type Pressure = OutputOf<'Get-ExchangeDiagnosticInfo'>[number];

type Shown = Pick<Queue, 'identity' | 'messageCount' | 'status' | 'velocity' | 'oldestMessageTime'>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Of so many minutes one is not looked at alone. */
const flowMinutes = 5;
/** The minute that is known has ended a minute ago at most. */
const flowAgeMs = 2 * minuteMs;
const permanent = /\\(?:Submission|Unreachable|Poison|Moderation)$/i;

/** Queues to a next hop; the others are on the way there, or have none. */
export function deliveryQueues<Row extends Shown>(queues: readonly Row[]): readonly Row[] {
  return queues.filter(({ identity }) => !permanent.test(identity));
}

export function countIn(queues: readonly Shown[], name: string): number {
  return queues.find(({ identity }) => identity.endsWith(`\\${name}`))?.messageCount ?? 0;
}

export function waitingCount(queues: readonly Shown[]): number {
  return deliveryQueues(queues).reduce((sum, { messageCount }) => sum + messageCount, 0);
}

export function waitingState(queues: readonly Shown[]): State {
  const delivery = deliveryQueues(queues);
  const count = waitingCount(queues);
  if (count > 3_000) return 'bad';
  const isMuch = count > 1_000 || delivery.some(({ messageCount }) => messageCount > 250);
  const grows = delivery.reduce((sum, { velocity }) => sum + velocity, 0) < 0;
  if (isMuch && grows) return 'warn';
  return count === 0 ? 'idle' : 'good';
}

/** When the oldest message that waits was received; undefined: none does. */
export function oldestTime(queues: readonly Shown[]): number | undefined {
  const times = queues.flatMap(({ oldestMessageTime }) => oldestMessageTime ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** After four hours senders are told that their mail waits. */
export function oldestState(oldest: number | undefined, now: number): State {
  if (oldest === undefined) return 'idle';
  const age = now - oldest;
  if (age > 4 * hourMs) return 'bad';
  return age > 15 * minuteMs ? 'warn' : 'good';
}

export interface FlowSeries {
  readonly accepted: readonly (number | null)[];
  readonly delivered: readonly (number | null)[];
}

/** Of the last minute that is known. */
export function lastFlow({
  accepted,
  delivered,
}: FlowSeries): { accepted: number; delivered: number; at: number } | undefined {
  const at = accepted.findLastIndex((value) => value !== null);
  const [in_, out] = [accepted[at], delivered[at]];
  return typeof in_ !== 'number' || typeof out !== 'number'
    ? undefined
    : { accepted: in_, delivered: out, at };
}

export function flowState(flow: FlowSeries, queues: readonly Shown[], now: number): State {
  const last = lastFlow(flow);
  if (last === undefined) return 'idle';
  // What has come since the minute that is known could not go in it.
  const waits = deliveryQueues(queues).some(
    ({ messageCount, status, oldestMessageTime = 0 }) =>
      messageCount > 0 && status !== 'Suspended' && now - oldestMessageTime > flowAgeMs,
  );
  if (last.delivered === 0 && waits) return 'bad';
  if (last.accepted === 0 && last.delivered === 0) return 'idle';
  const from = Math.max(0, last.at - flowMinutes + 1);
  const minutes = flow.accepted
    .slice(from, last.at + 1)
    .map((value, index) => [value, flow.delivered[from + index]] as const);
  const isLate = ([accepted, delivered]: (typeof minutes)[number]): boolean =>
    typeof accepted === 'number' && typeof delivered === 'number' && delivered < accepted / 2;
  return minutes.length === flowMinutes && minutes.every(isLate) ? 'warn' : 'good';
}

export function submissionState(count: number): State {
  if (count > 200) return 'bad';
  if (count > 100) return 'warn';
  return count === 0 ? 'idle' : 'good';
}

export function stuckState({
  unreachable,
  poison,
}: {
  readonly unreachable: number;
  readonly poison: number;
}): State {
  if (poison > 0) return 'bad';
  return unreachable > 0 ? 'warn' : 'idle';
}

const levels = ['Low', 'Medium', 'High'] as const;
const levelStates = { Low: 'good', Medium: 'warn', High: 'bad' } as const satisfies Record<string, State>;

/** The resource that is shortest, of all processes; undefined: none is short. */
export function worstPressure(all: readonly Pressure[]): Pressure | undefined {
  const rank = ({ level }: Pressure): number => levels.indexOf(level);
  const [worst] = all.toSorted((one, other) => rank(other) - rank(one));
  return worst?.level === 'Low' ? undefined : worst;
}

export function pressureState(worst: Pressure | undefined): State {
  return levelStates[worst?.level ?? 'Low'];
}
