import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { queries, useServices } from '../../../api/index.js';
import type { ListQuery } from '../../../ui/index.js';
import { rateBetween, type Load, type Process } from './processes.js';

const loadMs = 2_000;

/** Processes as they come and go, with what they report of themselves every few seconds. */
export function useProcesses(): ListQuery<Process> {
  const services = useServices();
  const { data: loads } = useQuery({
    ...queries.run('Get-ServiceLoad', {}),
    refetchInterval: loadMs,
    staleTime: loadMs,
  });
  const before = useBefore(loads);
  const data = useMemo(
    () =>
      services.data?.map((service) => {
        const load = loads?.find(({ id }) => id === service.id);
        const earlier = before?.find(({ id }) => id === service.id);
        return { ...service, load, rate: rateBetween(earlier, load) };
      }),
    [services.data, loads, before],
  );
  const { dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching, refetch } = services;
  return { data, dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching, refetch };
}

/** The reports before these. */
function useBefore(now: readonly Load[] | undefined): readonly Load[] | undefined {
  const [known, setKnown] = useState<{ readonly now?: typeof now; readonly before?: typeof now }>({});
  if (now !== known.now) setKnown({ now, before: known.now });
  return known.before;
}
