import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';

import { useFormat, useTexts } from '../../../text/index.js';
import {
  Action,
  FilterDialog,
  ListView,
  Note,
  QueryBox,
  QueryChips,
  SavedSearches,
  sortOf,
  usePause,
  useShortcut,
  useUrlState,
  useWindowedList,
  type Column,
  type List,
  type Pause,
  type QueryField,
} from '../../../ui/index.js';
import { messageColumns } from './columns.js';
import { keyOf, type Message } from './message.js';
import { MessageDetails } from './message-details.js';
import { CmdletDialog, MessageDialogs } from './message-dialogs.js';
import { MessageGroups } from './message-groups.js';
import { MessageToolbar } from './message-toolbar.js';
import { messageTexts } from './messages.text.js';
import { useMessageActions } from './use-message-actions.js';
import { readRows, rowsKey, useFields, useSearch, type Searched } from './use-search.js';

/** Queues > Messages. */
export default function MessagesPage() {
  const t = useTexts(messageTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const pause = usePause();
  const fields = useFields();
  const [{ q, sort }] = useUrlState({ q: '', sort: 'received' });
  const searched = useSearch({ q, sort: sortOf(sort), fields, pause });
  const { search, asked } = searched;
  const columns = useMemo(() => messageColumns(t, format), [t, format]);
  const list = useFoundList(searched, columns, pause);
  const actions = useMessageActions(list, search);
  const [showsCmdlet, setShowsCmdlet] = useState(false);
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        readAll={() => allRows(search)}
        onOpen={({ internalId }) => void navigate({ to: `/queue-viewer/messages/${internalId}` as never })}
        toolbar={
          <MessageToolbar
            {...{ list, actions }}
            onAgain={searched.again}
            onCmdlet={() => setShowsCmdlet(true)}
          />
        }
        above={<SearchRow {...{ list, searched, fields }} />}
        empty={
          <>
            <p>{t('empty')}</p>
            <Link to={'/tracking' as never}>{t('goToTracking')}</Link>
          </>
        }
        details={
          actions.count > 0 && (
            <MessageDetails
              rows={list.selectedRows}
              count={actions.count}
              isEverything={list.selection.isEverything === true}
              onClose={() =>
                list.select({ keys: new Set(), active: list.selection.active, anchor: undefined })
              }
            />
          )
        }
      />
      <MessageDialogs actions={actions} />
      {showsCmdlet && <CmdletDialog asked={asked} onClose={() => setShowsCmdlet(false)} />}
    </>
  );
}

function useFoundList(searched: Searched, columns: readonly Column<Message>[], pause: Pause): List<Message> {
  const { query, search, fresh, again } = searched;
  return useWindowedList<Message>({
    query,
    columns,
    queryKey: rowsKey(search),
    read: readRows(search),
    keyOf,
    isGone: ({ gone }) => gone,
    sortedBy: 'received',
    fresh,
    show: again,
    pause,
  });
}

interface SearchRowProps {
  readonly list: List<Message>;
  readonly searched: Searched;
  readonly fields: readonly QueryField[];
}

function SearchRow({ list, searched, fields }: SearchRowProps) {
  const t = useTexts(messageTexts);
  const { setQ, grid, q } = list;
  const { terms, asked, search, query } = searched;
  const change = useCallback((text: string) => setQ(text), [setQ]);
  const [filters, setFilters] = useState(false);
  useShortcut('Alt+f', () => setFilters(true));
  const unread = query.data?.unread ?? 0;
  return (
    <>
      <div className="query-row">
        <QueryBox
          label={t('search')}
          value={q}
          fields={fields}
          onChange={change}
          onDown={() => grid.current?.focus()}
        />
        <Action label={t('filter')} icon="filter" keys="Alt+F" onPress={() => setFilters(true)} />
        <SavedSearches page="messages" q={q} onSearch={setQ} />
        <MessageGroups q={q} search={search} onSearch={setQ} />
        <QueryChips text={q} terms={terms} onChange={setQ} />
        {unread > 0 && <span className="dim">{t('unread', { count: unread })}</span>}
      </div>
      {filters && <FilterDialog {...{ fields, q }} onSearch={setQ} onClose={() => setFilters(false)} />}
      {asked === undefined && <Note tone="bad">{t('notUnderstood')}</Note>}
    </>
  );
}

const partRows = 10_000;

async function allRows(search: string | undefined): Promise<readonly Message[]> {
  const read = readRows(search);
  const rows: Message[] = [];
  let total = Infinity;
  while (rows.length < total) {
    const part = await read({ offset: rows.length, limit: partRows }, AbortSignal.timeout(60_000));
    total = part.rows.length === 0 ? 0 : part.total;
    rows.push(...part.rows);
  }
  return rows;
}
