import type { AttentionItem } from './attention-item.js';
import type { Notification } from './redis-notifications.js';

/** An operation over many messages that is over. */
export interface EndedOperation {
  readonly id: string;
  readonly about: string;
  readonly state: string;
  readonly kind: string;
  readonly total: number;
  readonly endedAt: number;
}

export interface Noticed {
  readonly items: readonly AttentionItem[];
  readonly ended: readonly EndedOperation[];
  readonly now: number;
}

const keptMs = 30 * 86_400_000;
const keptMax = 1_000;

/** What has to be written, since this was noticed. What is still so as it was is not written again. */
export function changedNotifications(
  known: readonly Notification[],
  { items, ended, now }: Noticed,
): { readonly changed: readonly Notification[]; readonly gone: readonly string[] } {
  const byId = new Map(known.map((each) => [each.id, each]));
  const open = new Set(items.map(({ id }) => id));
  const begun = items
    .filter(({ id }) => byId.get(id) === undefined || byId.get(id)?.endedAt !== undefined)
    .map(({ id, code, subject, reason, page, state }) => ({
      id,
      code,
      subject,
      reason,
      page,
      state,
      at: now,
      times: (byId.get(id)?.times ?? 0) + 1,
    }));
  const over = known
    .filter(({ id, endedAt }) => endedAt === undefined && !open.has(id))
    .map((each) => ({ ...each, endedAt: now }));
  const done = ended.map(doneNotification).filter(({ id, at }) => !byId.has(id) && now - at < keptMs);
  const changed = [...begun, ...over, ...done];
  return { changed, gone: surplus(known, changed, now) };
}

function doneNotification({ id, about, state, kind, total, endedAt }: EndedOperation): Notification {
  return {
    id: `operation-ended ${id}`,
    code: 'operation-ended',
    subject: id,
    reason: `${kind} of ${total} messages is ${state}: ${about}`,
    page: 'operations',
    state: 'Done',
    at: endedAt,
    endedAt,
    times: 1,
  };
}

/** What ended long ago, and of very many the oldest. */
function surplus(
  known: readonly Notification[],
  changed: readonly Notification[],
  now: number,
): readonly string[] {
  const all = new Map([...known, ...changed].map((each) => [each.id, each]));
  const over = [...all.values()]
    .flatMap(({ id, endedAt }) => (endedAt === undefined ? [] : [{ id, endedAt }]))
    .toSorted((one, other) => one.endedAt - other.endedAt);
  const excess = Math.max(0, all.size - keptMax);
  return over.filter(({ endedAt }, index) => now - endedAt > keptMs || index < excess).map(({ id }) => id);
}
