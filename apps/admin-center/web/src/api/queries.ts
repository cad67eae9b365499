import { QueryClient, queryOptions } from '@tanstack/react-query';

import { api } from './api.js';
import { type ListInput, type ObjectKind, type Resource } from './objects.js';
import { run, type InputOf, type OperationName } from './operations.js';
import { Problem } from './problem.js';

/** When what failed is tried again by itself: after 2, 5, 15, then every 60 seconds. */
const retryDelays = [2_000, 5_000, 15_000];
const lastDelay = 60_000;

/** One memory of answers for all pages. What is live is made stale by events, see live/use-live.ts. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // An answer that says no says it the next time as well.
      retry: (_, error) => !(error instanceof Problem && error.details.status < 500),
      retryDelay: (attempt) => retryDelays[attempt] ?? lastDelay,
      staleTime: 10_000,
      refetchOnWindowFocus: false,
    },
  },
});

/** All that pages keep answers of, and the keys by which they are found again. The first word of a key is what it is about. */
export const queries = {
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => api.session.show(signal),
      staleTime: 60_000,
    }),
  health: () =>
    queryOptions({
      queryKey: ['health'],
      queryFn: ({ signal }) => api.health(signal),
      // Within 5 s somebody sees that Redis, or the server, is away.
      refetchInterval: 3_000,
      retry: false,
    }),
  /** The whole list of a kind; lists that may be longer than one answer are read by windows (`ui` useWindows). */
  list: <Kind extends ObjectKind>(kind: Kind, source: Resource<Kind>, input: ListInput = {}) =>
    queryOptions({
      queryKey: ['objects', kind, 'list', input],
      queryFn: ({ signal }) => source.list(input, signal),
    }),
  one: <Kind extends ObjectKind>(kind: Kind, source: Resource<Kind>, identity: string) =>
    queryOptions({
      queryKey: ['objects', kind, 'one', identity],
      queryFn: ({ signal }) => source.get(identity, signal),
    }),
  /** What an operation that changes nothing tells. */
  run: <Name extends OperationName>(name: Name, input: InputOf<Name>) =>
    queryOptions({
      queryKey: ['operation', name, input],
      queryFn: ({ signal }) => run(name, input, signal),
    }),
  /** The same of objects that are no list of a kind: read again with them. */
  objectsBy: <Name extends OperationName>(name: Name, input: InputOf<Name>) =>
    queryOptions({
      queryKey: ['objects', name, input],
      queryFn: ({ signal }) => run(name, input, signal),
    }),
} as const;

/** After a change: whoever shows objects reads them again. */
export function objectsChanged(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['objects'] });
}
