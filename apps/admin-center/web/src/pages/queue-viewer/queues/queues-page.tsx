import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';

import { useFormat, useTexts } from '../../../text/index.js';
import {
  BulkDialog,
  Groups,
  ListView,
  SearchBox,
  sortOf,
  useListOf,
  usePause,
  useShortcut,
  useUrlState,
  type Chosen,
  type List,
} from '../../../ui/index.js';
import { queueColumns } from './columns.js';
import { QueueDetails } from './queue-details.js';
import { QueueToolbar } from './queue-toolbar.js';
import { propertyOf, refusalOf, type Queue, type QueueOrder } from './queue.js';
import { queueTexts } from './queues.text.js';
import { useQueueOrders, type QueueOrders } from './use-queue-orders.js';
import { useQueueList } from './use-queues.js';

const sortedBy = '-messages';

/** Queues > Queues. */
export default function QueuesPage() {
  const t = useTexts(queueTexts);
  const format = useFormat();
  const pause = usePause();
  const columns = useMemo(() => queueColumns(t, format), [t, format]);
  const [{ q, sort, by }] = useUrlState({ q: '', sort: sortedBy, by: '' });
  const grouping = Object.hasOwn(groupings, by) ? (by as Grouping) : '';
  const isPaused = pause.since !== undefined;
  const groupBy = grouping && propertyOf(grouping);
  const { groups, keep, readAll, ...found } = useQueueList({ q, sort: sortOf(sort), groupBy, isPaused });
  const list = useListOf({ ...found, columns, sortedBy, pause });
  const { keys } = list.selection;
  useEffect(() => keep(keys), [keep, keys]);
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
        above={<SearchRow {...{ list, grouping, groups }} />}
        readAll={readAll}
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

interface SearchRowProps extends Omit<QueueGroupsProps, 'onPick'> {
  readonly list: List<Queue>;
}

function SearchRow({ list, grouping, groups }: SearchRowProps) {
  const t = useTexts(queueTexts);
  const { q, setQ, grid } = list;
  return (
    <div className="query-row">
      <SearchBox label={t('search')} value={q} onChange={setQ} onDown={() => grid.current?.focus()} />
      <QueueGroups {...{ grouping, groups }} onPick={setQ} />
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

const groupings = { status: '', type: '', connector: '', error: '', domain: '' };
type Grouping = keyof typeof groupings;

interface QueueGroupsProps {
  readonly grouping: Grouping | '';
  readonly groups: readonly { readonly value: string; readonly queues: number }[] | undefined;
  readonly onPick: (q: string) => void;
}

function QueueGroups({ grouping, groups, onPick }: QueueGroupsProps) {
  const t = useTexts(queueTexts);
  const [, setUrl] = useUrlState({ by: '' });
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
      groups={groups?.map(({ value, queues }) => ({ value, count: queues }))}
      onPick={({ value }) => onPick(value)}
    />
  );
}
