import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queries, useServices } from '../../../api/index.js';
import type { ListQuery } from '../../../ui/index.js';
import { serverRows, type ServerRow } from './server-row.js';

/** The servers of the organization, with their processes as they come and go. */
export function useServers(): ListQuery<ServerRow> {
  const servers = useQuery(queries.list('Servers', api.servers));
  const { data: services } = useServices();
  const data = useMemo(
    () => servers.data && services && serverRows(servers.data.rows, services),
    [servers.data, services],
  );
  const { dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching, refetch } = servers;
  return { data, dataUpdatedAt, error, failureReason, errorUpdatedAt, isFetching, refetch };
}
