import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { api, useLiveRows, type OutputOf } from '../../api/index.js';
import type { Queue } from './tile-rules.js';

export type Service = OutputOf<'Get-Service'>[number];

export function useQueues(): UseQueryResult<readonly Queue[]> {
  return useLiveRows<Queue>({
    topic: 'queues',
    read: async (signal) => (await api.run('Get-Queue', {}, signal)).rows,
    keyOf: ({ name }) => name,
  });
}

export function useServices(): UseQueryResult<readonly Service[]> {
  return useLiveRows<Service>({
    topic: 'services',
    read: (signal) => api.run('Get-Service', {}, signal),
    keyOf: ({ id }) => id,
  });
}

/** The time, every second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
