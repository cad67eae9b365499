import { useMemo } from 'react';

import { useServiceActivity, useServices } from '../../../api/index.js';
import type { ListQuery } from '../../../ui/index.js';
import type { Process } from './processes.js';

/** Processes as they come and go, with what each does at the moment. */
export function useProcesses(): ListQuery<Process> {
  const services = useServices();
  const { data: activities } = useServiceActivity();
  const data = useMemo(
    () =>
      services.data?.map((service) => ({
        ...service,
        activity: activities?.find(({ id }) => id === service.id),
      })),
    [services.data, activities],
  );
  const { dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching, refetch } = services;
  return { data, dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching, refetch };
}
