import type { UseQueryResult } from '@tanstack/react-query';

import { api } from '../api.js';
import type { OutputOf } from '../operations.js';
import { useLiveRows } from './use-live-rows.js';

export type Queue = OutputOf<'Get-Queue'>['rows'][number];
export type Service = OutputOf<'Get-Service'>[number];
export type ServiceActivity = OutputOf<'Get-ServiceActivity'>[number];

/** Every queue of the server, for whoever may read them. */
export function useQueues(enabled = true): UseQueryResult<readonly Queue[]> {
  return useLiveRows<Queue>({
    topic: 'queues',
    enabled,
    // The first rows are those that others have seen: of ten thousand queues the server makes no list for each who comes.
    read: async (signal, recent) => (await api.run('Get-Queue', { recent }, signal)).rows,
    keyOf: ({ name }) => name,
  });
}

/** Every process that runs, of all servers. */
export function useServices(): UseQueryResult<readonly Service[]> {
  return useLiveRows<Service>({
    topic: 'services',
    read: (signal) => api.run('Get-Service', {}, signal),
    keyOf: ({ id }) => id,
  });
}

/** What each of them does at the moment. */
export function useServiceActivity(): UseQueryResult<readonly ServiceActivity[]> {
  return useLiveRows<ServiceActivity>({
    topic: 'activity',
    read: (signal) => api.run('Get-ServiceActivity', {}, signal),
    keyOf: ({ id }) => id,
  });
}
