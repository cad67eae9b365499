import './tracking.css';

import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';

import { api } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import {
  Action,
  Icon,
  ListToolbar,
  ListView,
  Menu,
  MenuItem,
  Note,
  QueryBox,
  QueryChips,
  Select,
  sortOf,
  useUrlState,
  useWindowedList,
  type List,
} from '../../../ui/index.js';
import { trackingColumns } from './columns.js';
import { HelpDeskForm } from './help-desk-form.js';
import type { Tracked } from './tracked.js';
import { TrackingDetails } from './tracking-details.js';
import { trackingSearchFields } from './tracking-fields.js';
import { trackingTexts } from './tracking.text.js';
import { useTrackingSearch } from './use-tracking-search.js';

/** Message tracking: where is my mail? */
export default function TrackingPage() {
  const t = useTexts(trackingTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const [{ q, sort, range }, setUrl] = useUrlState({ q: '', sort: '-time', range: 'day' });
  const search = useTrackingSearch({ q, range, isOldestFirst: !sortOf(sort).descending });
  const columns = useMemo(() => trackingColumns(t, format), [t, format]);
  const list = useWindowedList<Tracked>({
    query: search.query,
    columns,
    queryKey: search.queryKey,
    read: search.read,
    keyOf: ({ key }) => key,
    isGone: () => false,
    sortedBy: '-time',
    fresh: 0,
    show: search.again,
  });
  const open = ({ key }: Tracked): void =>
    void navigate({ to: `/tracking/${encodeURIComponent(key)}` as never });
  const [one] = list.selectedRows;
  return (
    <ListView
      label={t('list')}
      list={list}
      readAll={() => allFound(search.read)}
      onOpen={open}
      toolbar={<TrackingToolbar {...{ list, search }} onOpen={open} />}
      above={
        <>
          <HelpDeskForm onFind={(asked) => setUrl({ ...asked })} />
          <SearchRow {...{ list, search, range }} onRange={(next) => setUrl({ range: next })} />
        </>
      }
      empty={<p>{t('empty')}</p>}
      details={
        list.selection.keys.size === 1 &&
        one && (
          <TrackingDetails
            row={one}
            onClose={() => list.select({ keys: new Set(), active: list.selection.active, anchor: undefined })}
          />
        )
      }
    />
  );
}

interface TrackingToolbarProps {
  readonly list: List<Tracked>;
  readonly search: ReturnType<typeof useTrackingSearch>;
  readonly onOpen: (row: Tracked) => void;
}

function TrackingToolbar({ list, search, onOpen }: TrackingToolbarProps) {
  const t = useTexts(trackingTexts);
  const [one, ...others] = list.selectedRows;
  const isOne = one !== undefined && others.length === 0;
  return (
    <ListToolbar label={t('toolbar')} list={list} onRefresh={search.again}>
      <Action
        label={t('open')}
        icon="tracking"
        keys="Enter"
        isDisabled={!isOne}
        onPress={() => one && onOpen(one)}
      />
      <Menu button={<Icon name="more" />} label={t('more')}>
        <MenuItem
          label={t('json')}
          icon="download"
          isDisabled={search.isWrong}
          onAction={() => location.assign(api.listPath('tracked-messages', 'json', search.asked))}
        />
      </Menu>
    </ListToolbar>
  );
}

const partRows = 1_000;

/** All that was found, for a file: in the list is what somebody has looked at. */
async function allFound(read: ReturnType<typeof useTrackingSearch>['read']): Promise<readonly Tracked[]> {
  const rows: Tracked[] = [];
  for (;;) {
    const part = await read({ offset: rows.length, limit: partRows }, AbortSignal.timeout(60_000));
    rows.push(...part.rows);
    if (part.rows.length < partRows) return rows;
  }
}

interface SearchRowProps {
  readonly list: List<Tracked>;
  readonly search: ReturnType<typeof useTrackingSearch>;
  readonly range: string;
  readonly onRange: (range: string) => void;
}

function SearchRow({ list, search, range, onRange }: SearchRowProps) {
  const t = useTexts(trackingTexts);
  const format = useFormat();
  const { terms, refused, isWrong, query } = search;
  const { data } = query;
  return (
    <>
      <div className="query-row">
        <QueryBox
          label={t('search')}
          value={list.q}
          fields={trackingSearchFields}
          onChange={list.setQ}
          onDown={() => list.grid.current?.focus()}
        />
        <Select
          label={t('range')}
          isInline
          value={range}
          options={(['hour', 'day', 'week', 'all'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={onRange}
        />
        <QueryChips text={list.q} terms={terms} onChange={list.setQ} />
      </div>
      {isWrong && (
        <Note tone="bad">
          {refused === undefined ? t('notUnderstood') : t('refused', { reason: refused })}
        </Note>
      )}
      {data?.waitingSince !== undefined && <Note>{t('late', { time: format.time(data.waitingSince) })}</Note>}
      {data?.totalIsExact === false && <Note>{t('atLeast', { count: data.total })}</Note>}
    </>
  );
}
