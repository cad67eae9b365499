import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';

import { api, Problem, queries, queryClient, useLive, useLiveState, useSession } from '../../../api/index.js';
import { useLocale, useTexts, type TextKey } from '../../../text/index.js';
import { parseQuery, type Pause, type QueryField, type QueryTerm } from '../../../ui/index.js';
import { propertyOfColumn } from './columns.js';
import { keyOf, type Message } from './message.js';
import { messageFields, messageQuery, type MessageQuery } from './message-query.js';
import { messageTexts } from './messages.text.js';

export interface Searched {
  readonly terms: readonly QueryTerm[];
  /** Undefined: a part of it means nothing. */
  readonly asked: MessageQuery | undefined;
  readonly query: ReturnType<typeof useFound>;
  readonly search: string | undefined;
  /** So many have come since. */
  readonly fresh: number;
  readonly again: () => void;
}

interface SearchAsked {
  readonly q: string;
  readonly sort: { readonly column: string; readonly descending: boolean };
  readonly fields: readonly QueryField[];
  readonly pause: Pause;
}

/** A search of the queues: what it has found stays the same until it is searched again, and is told live what becomes of it. */
export function useSearch({ q, sort, fields, pause }: SearchAsked): Searched {
  const isUtc = useLocale().timeZone === 'UTC';
  // What is older than four hours is so when it is asked.
  const [moment, setMoment] = useState({ q, time: Date.now() });
  if (moment.q !== q) setMoment({ q, time: Date.now() });
  const { time } = moment;
  const terms = useMemo(() => parseQuery(q, fields), [q, fields]);
  const heldByMe = useOwnHolding(terms);
  const asked = useMemo(
    () =>
      terms.some(({ wrong }) => wrong !== undefined)
        ? undefined
        : messageQuery(terms, { now: time, isUtc, heldByMe }),
    [terms, time, isUtc, heldByMe],
  );
  const query = useFound(asked, sort, time);
  const search = query.data?.search;
  const [fresh, setFresh] = useState({ search, count: 0 });
  if (fresh.search !== search) setFresh({ search, count: 0 });
  useLiveRows(search, pause, (count) => setFresh({ search, count }));
  return { terms, asked, query, search, fresh: fresh.count, again: () => setMoment({ q, time: Date.now() }) };
}

const nobody: readonly string[] = [];

/** Numbers of the own operations that are not over, where a search asks for what they hold. */
function useOwnHolding(terms: readonly QueryTerm[]): readonly string[] {
  const { name } = useSession();
  const isAsked = terms.some(({ field }) => field?.name === 'held');
  const { data } = useQuery({ ...queries.run('Get-MessageOperation', { limit: 1_000 }), enabled: isAsked });
  return useMemo(() => {
    const own = data?.filter(({ caller, endedAt }) => caller === name && endedAt === undefined);
    return own?.map(({ id }) => id) ?? nobody;
  }, [data, name]);
}

/** What is read for the first time is not waited for: it is found by and by. */
const unreadMs = 700;

function useFound(asked: MessageQuery | undefined, sort: SearchAsked['sort'], time: number) {
  const by = propertyOfColumn(sort.column);
  const order =
    by === undefined || (by === 'DateReceived' && !sort.descending)
      ? undefined
      : { by, descending: sort.descending };
  return useQuery({
    queryKey: ['message-search', asked, order, time],
    queryFn: async ({ signal }) => {
      if (asked === undefined) return nothing;
      const { where, filter } = asked;
      return api.run('Search-Message', { where, filter: [...filter], sort: order, partly: true }, signal);
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    refetchInterval: ({ state }) => ((state.data?.unread ?? 0) > 0 ? unreadMs : false),
  });
}

const nothing = { search: '', total: 0, unread: 0, terms: [] };

export interface FoundRows {
  readonly total: number;
  readonly rows: readonly Message[];
}

export const rowsKey = (search: string | undefined): readonly unknown[] => ['message-rows', search];

export function readRows(search: string | undefined) {
  return (
    part: { readonly offset: number; readonly limit: number },
    signal: AbortSignal,
  ): Promise<FoundRows> =>
    api.run('Get-MessageSearchRow', { search: search ?? '', ...part }, signal).catch((error: unknown) => {
      // Nobody has looked for five minutes, and the server has forgotten it.
      if (error instanceof Problem && error.is('failed')) {
        void queryClient.invalidateQueries({ queryKey: ['message-search'] });
      }
      throw error;
    });
}

const windowRows = 200;

/** Rows change in place. Whoever may not read messages has no stream of them, and sees what was found. */
function useLiveRows(search: string | undefined, { since }: Pause, onFresh: (count: number) => void): void {
  const mayListen = useSession().rights.includes('Transport Queues');
  const isPaused = since !== undefined;
  const topic = mayListen && search !== undefined && search !== '' ? `messages:${search}` : undefined;
  const { live } = useLiveState();
  useEffect(() => {
    // What happened meanwhile was not told.
    if (!isPaused && live) void queryClient.invalidateQueries({ queryKey: rowsKey(search) });
    // Only when it goes on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isPaused, live]);
  useLive(topic, (message) => {
    if (isPaused) return;
    if (message.say !== 'changes') return void queryClient.invalidateQueries({ queryKey: rowsKey(search) });
    const places = message.changed.filter(({ key }) => key !== 'new');
    const count = message.changed.find(({ key }) => key === 'new')?.row as
      { readonly new: number } | undefined;
    if (count !== undefined) onFresh(count.new);
    patch(search, new Map(places.map(({ key, row }) => [Number(key), row as Message])));
  });
}

function patch(search: string | undefined, changed: ReadonlyMap<number, Message>): void {
  const windows = Map.groupBy(changed, ([place]) => Math.floor(place / windowRows));
  for (const [window, rows] of windows) {
    queryClient.setQueryData<FoundRows>([...rowsKey(search), 'window', window], (now) => {
      if (now === undefined) return undefined;
      const next = [...now.rows];
      for (const [place, row] of rows) {
        const at = place % windowRows;
        const before = next[at];
        // Places are those of the search, so it is the same copy.
        if (before !== undefined && keyOf(before) === keyOf(row)) next[at] = row;
      }
      return { ...now, rows: next };
    });
  }
}

/** Of queues that are offered as values: there may be thousands. */
const offeredMax = 200;

/** The fields, with what this server has to offer as their values. */
export function useFields(): readonly QueryField[] {
  const t = useTexts(messageTexts);
  const { data: queues } = useQuery(queries.run('Get-Queue', { limit: offeredMax }));
  const { data: connectors } = useQuery(queries.list('ReceiveConnectors', api.receiveConnectors));
  return useMemo(() => {
    const offered: Readonly<Record<string, readonly string[] | undefined>> = {
      queue: queues?.rows.map(({ name }) => name),
      domain: [...new Set(queues?.rows.map(({ nextHopDomain }) => nextHopDomain))].filter((each) =>
        /^[\w.-]+$/.test(each),
      ),
      connector: connectors?.rows.map(({ Name }) => Name),
      held: ['me'],
    };
    return messageFields.map((field) => {
      const values = offered[field.name];
      const named = { ...field, label: `${t(labels[field.name] ?? 'status')} (${field.name})` };
      return values === undefined ? named : { ...named, values };
    });
  }, [queues, connectors, t]);
}

/** What the list calls the fields. */
const labels: Readonly<Record<string, TextKey<typeof messageTexts>>> = {
  from: 'from',
  to: 'recipients',
  domain: 'recipientDomain',
  fromdomain: 'senderDomain',
  subject: 'subject',
  status: 'status',
  queue: 'queue',
  connector: 'connector',
  source: 'source',
  ip: 'sourceIp',
  error: 'lastError',
  size: 'size',
  age: 'age',
  received: 'received',
  expires: 'expires',
  next: 'next',
  retries: 'retries',
  scl: 'scl',
  priority: 'priority',
  direction: 'direction',
  id: 'internalId',
  msgid: 'messageId',
  held: 'heldBy',
};
