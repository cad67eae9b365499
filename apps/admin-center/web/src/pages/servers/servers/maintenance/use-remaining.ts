import { useQuery } from '@tanstack/react-query';

import {
  queries,
  useQueues,
  useServiceActivity,
  useServices,
  useSession,
  type Queue,
  type Service,
} from '../../../../api/index.js';
import { processesIn, type Scope } from './scope.js';

/** What is still there to be finished. */
export interface Remaining {
  readonly sessions: number;
  /** Undefined: not known yet. */
  readonly messages: number | undefined;
  readonly queues: number;
  readonly suspended: number;
}

const othersMs = 1_000;

/** Counts as they fall. Queues of this server come by themselves, those of another one are asked for. */
export function useRemaining(server: string, scope: Scope): Remaining {
  const { here } = useSession();
  const isHere = here.server === server;
  const own = useQueues();
  const others = useQuery({
    ...queries.run('Get-Queue', {
      server,
      filter: [{ property: 'MessageCount', operator: 'gt', values: [0] }],
    }),
    enabled: !isHere,
    refetchInterval: othersMs,
  });
  const { data: services = [] } = useServices();
  const { data: activities = [] } = useServiceActivity();
  const queues = isHere ? own.data : others.data?.rows;
  return { sessions: sessionsOf(processesIn(scope, { server, services }), activities), ...waitingIn(queues) };
}

function sessionsOf(
  processes: readonly Service[],
  activities: readonly { readonly id: string; readonly connections: number }[],
): number {
  return activities
    .filter(({ id }) => processes.some((process) => process.id === id))
    .reduce((sum, { connections }) => sum + connections, 0);
}

/** What crashed hubs stays where it is, whoever is taken out. */
function waitingIn(queues: readonly Queue[] | undefined): Omit<Remaining, 'sessions'> {
  const filled = queues?.filter(({ name, messageCount }) => name !== 'Poison' && messageCount > 0);
  const sum = (of: (queue: Queue) => number) => filled?.reduce((all, queue) => all + of(queue), 0);
  return {
    messages: sum(({ messageCount }) => messageCount),
    queues: filled?.length ?? 0,
    suspended: sum(({ suspendedCount }) => suspendedCount) ?? 0,
  };
}
