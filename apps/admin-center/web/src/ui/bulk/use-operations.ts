import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, useLiveRows } from '../../api/index.js';
import type { BulkView } from './watched-operation.js';

/** What was ordered about many messages, live; previews that nobody has confirmed are nothing yet. */
export function useOperations(): UseQueryResult<readonly BulkView[]> {
  const query = useLiveRows<BulkView>({
    topic: 'operations',
    read: (signal) => api.run('Get-MessageOperation', {}, signal),
    keyOf: ({ id }) => id,
  });
  const { data } = query;
  const confirmed = useMemo(() => data?.filter(({ state }) => state !== 'Preview'), [data]);
  return { ...query, data: confirmed } as UseQueryResult<readonly BulkView[]>;
}
