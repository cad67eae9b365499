import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, useLive } from '../../../api/index.js';
import type { Pause } from '../../../ui/index.js';
import { emptyTail, extended, together, type Tail } from './sessions.js';

export interface TailFilter {
  readonly service: string;
  readonly connector: string;
  readonly direction: string;
  readonly address: string;
  /** So many minutes back it begins; '': now. */
  readonly back: string;
}

export interface Following {
  readonly tail: Tail;
  readonly problem: string | undefined;
  readonly clear: () => void;
}

/** What is said from now on. While it is paused nothing is added; what came meanwhile is not shown afterwards either. */
export function useTail(filter: TailFilter, { since }: Pause): Following {
  const where = filterText(filter);
  const topic = `tail:${where}`;
  const before = useBefore(where, Number(filter.back));
  const [kept, setKept] = useState({ topic, tail: emptyTail, problem: '' });
  const now = kept.topic === topic ? kept : { topic, tail: emptyTail, problem: '' };
  if (now !== kept) setKept(now);
  useLive(topic, (message) => {
    if (message.say === 'problem') setKept({ ...now, problem: message.detail });
    if (message.say !== 'changes' || since !== undefined) return;
    const told = message.changed.map(({ row }) => row as Tail);
    setKept((before) => ({ ...before, problem: '', tail: told.reduce(extended, before.tail) }));
  });
  const tail = useMemo(() => together(before.tail, now.tail), [before.tail, now.tail]);
  return {
    tail,
    problem: now.problem === '' ? before.problem : now.problem,
    clear: () => setKept({ topic, tail: emptyTail, problem: '' }),
  };
}

/** What was said in the last minutes, read once. */
function useBefore(where: string, minutes: number) {
  const { data, error } = useQuery({
    queryKey: ['protocol-log', where, minutes],
    queryFn: ({ signal }) => api.run('Search-ProtocolLog', { where, minutes }, signal),
    enabled: minutes > 0,
    staleTime: Infinity,
    gcTime: 0,
  });
  return { tail: minutes > 0 && data !== undefined ? data : emptyTail, problem: error?.message };
}

/** In the filter language of the cmdlets; an address may be one of a sort: `192.168.5.*`. */
function filterText({ service, connector, direction, address }: TailFilter): string {
  const terms = [
    equal('Service', service),
    connector === '' ? undefined : `ConnectorId -like '*${escaped(connector)}'`,
    equal('Direction', direction),
    address === '' ? undefined : `RemoteEndpoint -like '${escaped(address.replaceAll('*', ''))}*'`,
  ].filter((term) => term !== undefined);
  return terms.length === 0 ? '*' : terms.join(' -and ');
}

function equal(property: string, value: string): string | undefined {
  return value === '' ? undefined : `${property} -eq '${escaped(value)}'`;
}

function escaped(value: string): string {
  return value.replaceAll("'", "''");
}
