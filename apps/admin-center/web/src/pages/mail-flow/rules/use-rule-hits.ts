import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { queries } from '../../../api/index.js';

export interface RuleHits {
  /** By Guid; a rule that is not there was for no message. */
  readonly messages: ReadonlyMap<string, number>;
  /** False: there were so many that the newest were counted. */
  readonly isComplete: boolean;
}

/** How many messages each rule was for since midnight here; undefined: not known. */
export function useRuleHits(): RuleHits | undefined {
  const start = useMemo(() => new Date().setHours(0, 0, 0, 0), []);
  const { data } = useQuery({
    ...queries.run('Get-TransportRuleHit', { start }),
    refetchInterval: 60_000,
  });
  return useMemo(
    () =>
      data && {
        messages: new Map(data.rules.map(({ guid, messages }) => [guid.toLowerCase(), messages])),
        isComplete: data.isComplete,
      },
    [data],
  );
}
