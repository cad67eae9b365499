import { useQuery } from '@tanstack/react-query';

import { queries, type OperationName } from '../../api/index.js';
import { ShowCommand } from './show-command.js';

export interface OrderCommandProps {
  readonly operation: OperationName;
  /** What it would be told; undefined: that is not known yet. */
  readonly input: object | undefined;
}

/** The cmdlet that does the same as an order of a dialog, of which the server is asked. */
export function OrderCommand({ operation, input }: OrderCommandProps) {
  const { data } = useQuery({
    ...queries.run('Show-Command', { operation, input: { ...input } }),
    enabled: input !== undefined,
    staleTime: Infinity,
  });
  return <ShowCommand cmdlet={input === undefined ? undefined : data?.cmdlet} />;
}
