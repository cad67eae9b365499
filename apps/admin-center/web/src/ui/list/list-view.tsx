import { useEffect, useMemo, useState, type ReactNode } from 'react';

import { useLiveState } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import { Button } from '../control/button.js';
import type { Column } from '../grid/column.js';
import { Grid } from '../grid/grid.js';
import { Note } from '../shown/note.js';
import { useShortcut } from '../browser/shortcuts.js';
import { StateBadge } from '../shown/state-badge.js';
import { uiTexts } from '../ui.text.js';
import { useDetailsShown } from './details-shown.js';
import { ListTools, type ListToolsProps } from './list-tools.js';
import type { List } from './use-list.js';

export interface ListViewProps<Row> {
  /** What is listed, for who cannot see it. */
  readonly label: string;
  readonly list: List<Row>;
  /** A Toolbar. */
  readonly toolbar: ReactNode;
  /** Between toolbar and list: groups, chips. */
  readonly above?: ReactNode;
  /** Why there is nothing, and the next step. */
  readonly empty: ReactNode;
  /** What is shown beside the list of what is selected. */
  readonly details?: ReactNode;
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** For a file of the list: all rows, where those that are here are not all. */
  readonly readAll?: () => Promise<readonly Row[]>;
}

/** Toolbar, list, details and status line, in every state that they can be in. */
export function ListView<Row>({
  label,
  list,
  toolbar,
  above,
  empty,
  details,
  onOpen,
  readAll,
}: ListViewProps<Row>) {
  const showsDetails = useDetailsShown();
  return (
    <div className="list-view">
      <div className="main">
        {toolbar}
        {above}
        <Stale list={list} />
        <Body {...{ label, list, empty, onOpen }} isBesideDetails={showsDetails && Boolean(details)} />
        <StatusLine {...{ list, readAll }} />
      </div>
      {showsDetails && details}
    </div>
  );
}

function Body<Row>({
  label,
  list,
  empty,
  onOpen,
  isBesideDetails,
}: Pick<ListViewProps<Row>, 'label' | 'list' | 'empty' | 'onOpen'> & { readonly isBesideDetails: boolean }) {
  const columns = useRoom(list.columns, isBesideDetails);
  const { query, source, sort, setSort, selection, select, grid, live } = list;
  const isLate = useLate(query.data === undefined);
  const failure = query.failureReason ?? query.error;
  if (query.data === undefined && failure !== null) return <Failed reason={failure} list={list} />;
  if (list.count === 0) {
    return (
      <div className="grid-frame">
        <div className="state">{empty}</div>
      </div>
    );
  }
  if (source.total === 0) return <NothingFound list={list} />;
  if (query.data === undefined && !isLate) return <div className="grid-frame" />;
  return (
    <Grid
      handle={grid}
      onSort={setSort}
      {...{ label, columns, source, sort, selection, select, onOpen }}
      touch={live?.touch}
      isGone={live?.isGone}
    />
  );
}

/** The columns for which there is room. */
function useRoom<Row>(columns: readonly Column<Row>[], isBesideDetails: boolean): readonly Column<Row>[] {
  return useMemo(
    () => (isBesideDetails ? columns.filter(({ inDetails = false }) => !inDetails) : columns),
    [columns, isBesideDetails],
  );
}

/** Grey bars come after a moment: what is quick shows none. */
function useLate(isWaiting: boolean): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setIsLate(true), 150);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLate;
}

function Failed<Row>({ reason, list }: { readonly reason: Error; readonly list: List<Row> }) {
  const t = useTexts(uiTexts);
  const format = useFormat();
  const { errorUpdatedAt, refetch } = list.query;
  return (
    <div className="grid-frame">
      <div className="state" data-failed role="alert">
        <p>{t('failed', { reason: reason.message })}</p>
        <p className="dim">{t('failedSince', { time: format.time(errorUpdatedAt || Date.now()) })}</p>
        <Button icon="retry" onPress={() => void refetch()}>
          {t('retryNow')}
        </Button>
      </div>
    </div>
  );
}

/** Old rows stay, and say how old they are. */
function Stale<Row>({ list }: { readonly list: List<Row> }) {
  const t = useTexts(uiTexts);
  const format = useFormat();
  const { data, dataUpdatedAt, failureReason } = list.query;
  if (data === undefined || failureReason === null) return null;
  return <Note>{t('asOf', { time: format.time(dataUpdatedAt), reason: failureReason.message })}</Note>;
}

function NothingFound<Row>({ list }: { readonly list: List<Row> }) {
  const t = useTexts(uiTexts);
  return (
    <div className="grid-frame">
      <div className="state" role="status">
        <p>{t('nothingFound', { query: list.q })}</p>
        <Button onPress={() => list.setQ('')}>{t('clearSearch')}</Button>
      </div>
    </div>
  );
}

function StatusLine<Row>({ list, readAll }: ListToolsProps<Row>) {
  const t = useTexts(uiTexts);
  const { selection, source } = list;
  const hidden = [...selection.keys].filter((key) => source.indexOf(key) === -1).length;
  return (
    <div className="status-line">
      <Counts list={list} />
      {hidden > 0 && list.q !== '' && source.isWindowed !== true && (
        <span>{t('hidden', { count: hidden })}</span>
      )}
      <span className="push">
        <Fresh list={list} />
        <LiveMark pausedSince={list.live?.pause?.since} />
      </span>
      <ListTools {...{ list, readAll }} />
    </div>
  );
}

function Counts<Row>({ list: { selection, count, q } }: { readonly list: List<Row> }) {
  const t = useTexts(uiTexts);
  if (count === undefined) return null;
  if (selection.isEverything === true) {
    return (
      <span>
        {q === '' ? t('selectedAll', { total: count }) : t('selectedFound', { total: count, query: q })}
      </span>
    );
  }
  const selected = selection.keys.size;
  return (
    <span>{selected === 0 ? t('total', { total: count }) : t('selected', { selected, total: count })}</span>
  );
}

/** What has come since waits until somebody wants to see it. */
function Fresh<Row>({ list: { live } }: { readonly list: List<Row> }) {
  const t = useTexts(uiTexts);
  useShortcut('.', () => live?.show());
  if (live === undefined || live.fresh === 0) return null;
  return (
    <button type="button" className="fresh" onClick={live.show} title=".">
      {t('fresh', { count: live.fresh })}
    </button>
  );
}

function LiveMark({ pausedSince }: { readonly pausedSince: number | undefined }) {
  const t = useTexts(uiTexts);
  const format = useFormat();
  const { live, at } = useLiveState();
  if (pausedSince !== undefined) {
    return <StateBadge state="held">{t('paused', { time: format.time(pausedSince) })}</StateBadge>;
  }
  if (live) return <StateBadge state="good">{t('live')}</StateBadge>;
  return <StateBadge state="warn">{t('stopped', { time: format.time(at) })}</StateBadge>;
}
