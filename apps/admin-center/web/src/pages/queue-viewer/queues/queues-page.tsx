import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';

import { useFormat, useTexts } from '../../../text/index.js';
import {
  BulkDialog,
  Groups,
  ListView,
  SearchBox,
  useList,
  usePause,
  useShortcut,
  useUrlState,
  type Chosen,
  type Group,
  type List,
} from '../../../ui/index.js';
import { queueColumns } from './columns.js';
import { QueueDetails } from './queue-details.js';
import { QueueToolbar } from './queue-toolbar.js';
import { pinOf, refusalOf, searchedText, type Queue, type QueueOrder } from './queue.js';
import { queueTexts } from './queues.text.js';
import { useQueueOrders, type QueueOrders } from './use-queue-orders.js';
import { useNamedQueues } from './use-queues.js';

/** Queues > Queues. */
export default function QueuesPage() {
  const t = useTexts(queueTexts);
  const format = useFormat();
  const pause = usePause();
  const query = useNamedQueues();
  const columns = useMemo(() => queueColumns(t, format), [t, format]);
  const list = useList({
    query,
    columns,
    keyOf: ({ name }) => name,
    textOf: searchedText,
    sortedBy: '-messages',
    pinOf,
    pause,
  });
  const orders = useQueueOrders();
  const { selectedRows } = list;
  const [isRemoving, setIsRemoving] = useState(false);
  const close = (): void => setIsRemoving(false);
  const view = useViewMessages();
  const mayRemove = orders.removal.allowed && refusalOf('remove', selectedRows, t) === undefined;
  useShortcut('Delete', () => setIsRemoving(mayRemove));
  useOrderKeys(selectedRows, orders);
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        onOpen={view}
        toolbar={
          <QueueToolbar
            {...{ list, orders }}
            onView={() => selectedRows[0] && view(selectedRows[0])}
            onRemove={() => setIsRemoving(mayRemove)}
          />
        }
        above={<SearchRow list={list} rows={query.data} />}
        empty={<p>{t('empty')}</p>}
        details={
          selectedRows.length > 0 && (
            <QueueDetails
              rows={selectedRows}
              onClose={() => list.select({ ...list.selection, keys: new Set() })}
            />
          )
        }
      />
      {isRemoving && (
        <BulkDialog
          chosen={chosenOf(selectedRows)}
          order={{ kind: 'Remove' }}
          onClose={close}
          onDone={close}
        />
      )}
    </>
  );
}

function SearchRow({
  list,
  rows,
}: {
  readonly list: List<Queue>;
  readonly rows: readonly Queue[] | undefined;
}) {
  const t = useTexts(queueTexts);
  const { q, setQ, grid } = list;
  return (
    <div className="query-row">
      <SearchBox label={t('search')} value={q} onChange={setQ} onDown={() => grid.current?.focus()} />
      <QueueGroups rows={rows} onPick={setQ} />
    </div>
  );
}

function useViewMessages(): (queue: Queue) => void {
  const navigate = useNavigate();
  return ({ name }) =>
    void navigate({
      to: '/queue-viewer/messages',
      search: { q: `queue:${/\s/.test(name) ? `"${name}"` : name}` } as never,
    });
}

function useOrderKeys(rows: readonly Queue[], { give, permission }: QueueOrders): void {
  const t = useTexts(queueTexts);
  const order = (asked: QueueOrder): void => {
    if (permission.allowed && refusalOf(asked, rows, t) === undefined) give(asked, rows);
  };
  useShortcut('r', () => order('retry'));
  useShortcut('s', () => order('suspend'));
  useShortcut('u', () => order('resume'));
}

/** One queue by its name, several by a filter. */
function chosenOf(queues: readonly Queue[]): Chosen {
  const [one, ...others] = queues.filter(({ messageCount }) => messageCount > 0);
  if (one !== undefined && others.length === 0) return { queue: one.name };
  const names = [one, ...others].flatMap((queue) => (queue === undefined ? [] : [queue.name]));
  return { where: names.map((name) => `Queue -eq '${name.replaceAll("'", "''")}'`).join(' -or ') };
}

const groupings = {
  status: ({ status }) => status,
  type: ({ deliveryType }) => deliveryType,
  connector: ({ connector }) => connector,
  error: ({ lastError = '' }) => lastError,
  domain: ({ nextHopDomain }) => nextHopDomain,
} as const satisfies Readonly<Record<string, (queue: Queue) => string>>;
type Grouping = keyof typeof groupings;
const groupsMax = 50;

function QueueGroups({
  rows,
  onPick,
}: {
  readonly rows: readonly Queue[] | undefined;
  readonly onPick: (q: string) => void;
}) {
  const t = useTexts(queueTexts);
  const [{ by }, setUrl] = useUrlState({ by: '' });
  const grouping = Object.hasOwn(groupings, by) ? (by as Grouping) : '';
  const groups = useMemo(() => grouped(rows ?? [], grouping), [rows, grouping]);
  return (
    <Groups<Grouping>
      by={grouping}
      options={[
        { value: 'status', label: t('status') },
        { value: 'type', label: t('deliveryType') },
        { value: 'connector', label: t('connector') },
        { value: 'error', label: t('lastError') },
        { value: 'domain', label: t('nextHopDomain') },
      ]}
      onBy={(next) => setUrl({ by: next })}
      groups={groups.slice(0, groupsMax)}
      onPick={({ value }) => onPick(value)}
    />
  );
}

/** The largest first. */
function grouped(rows: readonly Queue[], grouping: Grouping | ''): readonly Group[] {
  if (grouping === '') return [];
  return [...Map.groupBy(rows, groupings[grouping])]
    .map(([value, queues]) => ({ value, count: queues.length }))
    .toSorted((one, other) => other.count - one.count);
}
