import type { ListQuery } from './use-list.js';

/** Several answers as that of one list: there when all are, failed when one has. */
export function joinedQuery<Row>(
  answers: readonly ListQueryState[],
  data: readonly Row[] | undefined,
): ListQuery<Row> {
  return {
    data,
    dataUpdatedAt: Math.min(...answers.map(({ dataUpdatedAt }) => dataUpdatedAt)),
    error: answers.find(({ error }) => error !== null)?.error ?? null,
    failureReason: answers.find(({ failureReason }) => failureReason !== null)?.failureReason ?? null,
    errorUpdatedAt: Math.max(...answers.map(({ errorUpdatedAt }) => errorUpdatedAt)),
    isFetching: answers.some(({ isFetching }) => isFetching),
    refetch: () => Promise.all(answers.map(({ refetch }) => refetch())),
  };
}

type ListQueryState = Omit<ListQuery<never>, 'data'>;
