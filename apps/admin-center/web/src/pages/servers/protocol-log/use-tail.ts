import { useState } from 'react';

import { useLive } from '../../../api/index.js';
import type { Pause } from '../../../ui/index.js';
import { emptyTail, extended, type Tail } from './sessions.js';

export interface TailFilter {
  readonly service: string;
  readonly connector: string;
  readonly direction: string;
  readonly address: string;
}

export interface Following {
  readonly tail: Tail;
  readonly problem: string | undefined;
  readonly clear: () => void;
}

/** What is said from now on. While it is paused nothing is added; what came meanwhile is not shown afterwards either. */
export function useTail(filter: TailFilter, { since }: Pause): Following {
  const topic = `tail:${filterText(filter)}`;
  const [kept, setKept] = useState({ topic, tail: emptyTail, problem: '' });
  const now = kept.topic === topic ? kept : { topic, tail: emptyTail, problem: '' };
  if (now !== kept) setKept(now);
  useLive(topic, (message) => {
    if (message.say === 'problem') setKept({ ...now, problem: message.detail });
    if (message.say !== 'changes' || since !== undefined) return;
    const told = message.changed.map(({ row }) => row as Tail);
    setKept((before) => ({ ...before, problem: '', tail: told.reduce(extended, before.tail) }));
  });
  return {
    tail: now.tail,
    problem: now.problem === '' ? undefined : now.problem,
    clear: () => setKept({ topic, tail: emptyTail, problem: '' }),
  };
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
