import { useMutation, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

import { api, queries, queryClient, useLive, type OutputOf } from '../../api/index.js';

export type BulkView = OutputOf<'Get-MessageOperation'>[number];

const key = 'mailyard-operations';

/** Operations that were ordered in this tab, and not yet seen to end; a reload does not lose them. */
class WatchedOperations {
  #ids: readonly string[] = (sessionStorage.getItem(key) ?? '').split(' ').filter((id) => id !== '');
  readonly #watchers = new Set<() => void>();

  readonly get = (): readonly string[] => this.#ids;
  readonly watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  add(id: string): void {
    this.#set([...this.#ids.filter((each) => each !== id), id]);
  }

  remove(id: string): void {
    this.#set(this.#ids.filter((each) => each !== id));
  }

  #set(ids: readonly string[]): void {
    this.#ids = ids;
    sessionStorage.setItem(key, ids.join(' '));
    for (const changed of this.#watchers) changed();
  }
}

const watched = new WatchedOperations();

/** From now on it is told how far it is, and how to undo it. */
export function watchOperation({ id }: Pick<BulkView, 'id'>): void {
  watched.add(id);
}

export function unwatchOperation(id: string): void {
  watched.remove(id);
}

export function useWatchedOperations(): readonly string[] {
  return useSyncExternalStore(watched.watch, watched.get);
}

const oneOf = (id: string) => queries.run('Get-MessageOperation', { operation: id });

/** How far it is, live; undefined: not known yet. */
export function useOperation(id: string): BulkView | undefined {
  const { data } = useQuery({ ...oneOf(id), retry: false });
  useLive('operations', (message) => {
    if (message.say !== 'changes') return void queryClient.invalidateQueries(oneOf(id));
    const changed = message.changed.find((row) => row.key === id);
    if (changed !== undefined) queryClient.setQueryData(oneOf(id).queryKey, [changed.row as BulkView]);
  });
  return data?.[0];
}

export function useUndo() {
  return useMutation({
    mutationFn: (id: string) => api.run('Undo-MessageOperation', { operation: id }),
    onSuccess: (view) => queryClient.setQueryData(oneOf(view.id).queryKey, [view]),
  });
}

/** So many were removed, retried, …. */
export function doneOf({ outcomes }: Pick<BulkView, 'outcomes'>): number {
  return outcomes.Done ?? 0;
}
