import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import {
  api,
  Problem,
  queryClient,
  useLive,
  usePermission,
  useQueues,
  type OutputOf,
} from '../../../api/index.js';

export type Report = OutputOf<'Get-MessageTrackingReport'>;
export type TrackingEvent = Report['events'][number];
export type Copy = OutputOf<'Show-Message'>[number];
export type Queue = OutputOf<'Get-Queue'>['rows'][number];

export interface KnownMessage {
  readonly isLoading: boolean;
  readonly error: Error | null;
  /** Undefined: nothing of it is stored, or may be read. */
  readonly report: Report | undefined;
  readonly mayTrack: boolean;
  /** That wait in queues now. */
  readonly copies: readonly Copy[];
  readonly queues: readonly Queue[];
  readonly refresh: () => void;
}

const copiesMax = 5;

/** All that is known of a message, by its number in a queue or by its network message id. */
export function useMessage(id: string): KnownMessage {
  const isInternal = /^\d+$/.test(id);
  const mayTrack = usePermission('Get-MessageTrackingReport').allowed;
  const key = useKey(id, mayTrack);
  const report = useQuery({
    queryKey: ['message', id, 'report', key.data],
    queryFn: ({ signal }) =>
      unlessUnknown(api.run('Get-MessageTrackingReport', { identity: key.data ?? '' }, signal)),
    enabled: mayTrack && key.data !== undefined && key.data !== '',
  });
  const internalIds = useMemo(
    () =>
      [...new Set([...(isInternal ? [id] : []), ...idsIn(report.data?.events ?? [])])].slice(0, copiesMax),
    [isInternal, id, report.data],
  );
  const mayShow = usePermission('Show-Message').allowed;
  const shown = useQueries({
    queries: internalIds.map((each) => ({
      queryKey: ['message', id, 'copies', each],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        unlessUnknown(api.run('Show-Message', { id: each }, signal)),
      enabled: mayShow,
    })),
  });
  const { data: queues = noQueues } = useQueues(mayShow);
  const copies = shown.flatMap(({ data }) => data ?? []);
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: ['message', id] });
  // What happens in its queues may have happened to it; until it is seen in one, in any.
  const own = new Set(copies.map(({ queue }) => queue));
  useLive(mayShow && !isOver(report.data) ? 'queues' : undefined, (message) => {
    const isOurs = message.say !== 'changes' || message.changed.some(({ key }) => own.has(key));
    if (isOurs || own.size === 0) refresh();
  });
  const waiting = [key, report, ...shown];
  return {
    isLoading: waiting.some(({ isLoading }) => isLoading),
    error: waiting.find(({ error }) => error !== null)?.error ?? null,
    report: report.data ?? undefined,
    mayTrack,
    copies,
    queues,
    refresh,
  };
}

const noQueues: readonly Queue[] = [];

/** Nothing becomes of it any more. */
function isOver(report: Report | null | undefined): boolean {
  const recipients = report?.message.recipients ?? [];
  return recipients.length > 0 && recipients.every(({ state }) => !['Pending', 'Deferred'].includes(state));
}

/** Of a number in a queue the network message id; empty: no event has it yet. */
function useKey(id: string, mayTrack: boolean) {
  return useQuery({
    queryKey: ['message', id, 'key'],
    queryFn: async ({ signal }) => {
      if (!/^\d+$/.test(id)) return id;
      const found = await api.run(
        'Search-MessageTrackingReport',
        { internalMessageId: id, resultSize: 1 },
        signal,
      );
      return found.rows[0]?.key ?? '';
    },
    enabled: mayTrack,
  });
}

/** That it waits nowhere, or that nothing is stored of it, is an answer. */
async function unlessUnknown<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem && (error.is('failed') || error.is('not-found'))) return null;
    throw error;
  }
}

function idsIn(events: readonly TrackingEvent[]): readonly string[] {
  return events.map(({ InternalMessageId }) => InternalMessageId).filter((each) => /^\d+$/.test(each));
}
