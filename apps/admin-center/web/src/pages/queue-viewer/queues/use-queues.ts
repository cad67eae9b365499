import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queries, queryClient, useQueues, useSession } from '../../../api/index.js';
import { emptyPoison, type Queue } from './queue.js';

/** All queues of the server with the names of their connectors, live. */
export function useNamedQueues() {
  const { server } = useSession().here;
  const query = useQueues();
  const names = useConnectorNames();
  const { data } = query;
  const rows = useMemo((): readonly Queue[] | undefined => {
    if (data === undefined) return undefined;
    const hasPoison = data.some(({ name }) => name === 'Poison');
    const shown = hasPoison ? data : [...data, emptyPoison(server)];
    return shown.map((queue) => ({ ...queue, connector: names.get(queue.nextHopConnector) ?? '' }));
  }, [data, names, server]);
  return { ...query, data: rows };
}

/** Queues know their connector by its Guid. */
function useConnectorNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(queries.list('SendConnectors', api.sendConnectors));
  return useMemo(() => new Map(data?.rows.map(({ Guid, Name }) => [Guid, Name])), [data]);
}

export function queuesChanged(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['live', 'queues'] });
}
