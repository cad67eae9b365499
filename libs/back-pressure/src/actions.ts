import type { PressureResource } from '@mailyard/directory';
import type { Refused } from '@mailyard/service';

import type { ResourceState } from './level.js';

/** What is done while resources are short. What was accepted is delivered all the while: it gives room. */
export interface PressureActions {
  /** Whose mail is refused: of strangers first, who come again; of servers and users of the organization last. */
  readonly refuses: Refused;
  /** How long MAIL waits for its answer. */
  readonly tarpitMs: number;
  /** Nothing is categorized anew that can as well wait. */
  readonly pausesResubmission: boolean;
}

export const noActions: PressureActions = { refuses: 'nobody', tarpitMs: 0, pausesResubmission: false };

interface ActionsOfResource {
  /** At Medium MAIL is answered slowly at first, and strangers are refused after HistoryDepth; else at once. */
  readonly tarpits?: true;
  /** Never for a log: mail goes on without it. */
  readonly refuses: 'from Medium' | 'at High' | 'never';
}

/** Exchange's table of actions, of what exists here. Memory of the machine is no reason of its own to refuse mail there either. */
const actionsOf: Readonly<Record<PressureResource, ActionsOfResource>> = {
  'DatabaseUsedSpace[Redis]': { refuses: 'from Medium' },
  PrivateBytes: { refuses: 'from Medium' },
  'QueueLength[SubmissionQueue]': { tarpits: true, refuses: 'from Medium' },
  SystemMemory: { refuses: 'never' },
  'UsedDiskSpace[append-only file]': { refuses: 'from Medium' },
  'UsedDiskSpace[content store]': { refuses: 'from Medium' },
  'UsedDiskSpace[mailboxes]': { refuses: 'never' },
  'UsedDiskSpace[logs]': { refuses: 'never' },
  UsedVersionBuckets: { tarpits: true, refuses: 'from Medium' },
  EventLoopDelay: { tarpits: true, refuses: 'at High' },
  FsyncLatency: { tarpits: true, refuses: 'at High' },
};

const tarpit = { firstMs: 10_000, stepMs: 5_000, maxMs: 55_000 };
/** Whoever slows down one for ten seconds does it for a second look as well. */
const looksPerStep = 5;

/** What one resource asks for. */
export function actionsFor(
  resource: PressureResource,
  { level, looksUnderPressure }: ResourceState,
  historyDepth: number,
): PressureActions {
  const { tarpits = false, refuses } = actionsOf[resource];
  if (level === 'Low' || (refuses === 'never' && !tarpits)) return noActions;
  const tarpitMs = tarpits ? tarpitAfter(looksUnderPressure) : 0;
  if (level === 'High') {
    return {
      refuses: refuses === 'from Medium' ? 'everybody' : 'strangers',
      tarpitMs,
      pausesResubmission: true,
    };
  }
  const sustained = looksUnderPressure > historyDepth;
  if (refuses === 'at High' || !sustained) return { ...noActions, tarpitMs };
  return { refuses: 'strangers', tarpitMs, pausesResubmission: true };
}

function tarpitAfter(looks: number): number {
  return Math.min(tarpit.maxMs, tarpit.firstMs + tarpit.stepMs * Math.floor((looks - 1) / looksPerStep));
}

const severity: readonly Refused[] = ['nobody', 'strangers', 'everybody'];

/** What several resources, or several hubs of whom each must be spared, ask for together. */
export function together(all: readonly PressureActions[]): PressureActions {
  return all.reduce(
    (one, other) => ({
      refuses: severity.indexOf(one.refuses) >= severity.indexOf(other.refuses) ? one.refuses : other.refuses,
      tarpitMs: Math.max(one.tarpitMs, other.tarpitMs),
      pausesResubmission: one.pausesResubmission || other.pausesResubmission,
    }),
    noActions,
  );
}
