import { useEffect, useState, type ReactNode } from 'react';

import { useLiveState } from '../api/index.js';
import { useFormat, useTexts } from '../text/index.js';
import { Button } from './button.js';
import { Grid } from './grid/grid.js';
import { Note } from './note.js';
import { StateBadge } from './state-badge.js';
import { uiTexts } from './ui.text.js';
import type { List } from './use-list.js';

export interface ListViewProps<Row> {
  /** What is listed, for who cannot see it. */
  readonly label: string;
  readonly list: List<Row>;
  /** A Toolbar. */
  readonly toolbar: ReactNode;
  /** Why there is nothing, and the next step. */
  readonly empty: ReactNode;
  /** What is shown beside the list of what is selected. */
  readonly details?: ReactNode;
  readonly onOpen?: ((row: Row) => void) | undefined;
}

/** Toolbar, list, details and status line, in every state that they can be in. */
export function ListView<Row>({ label, list, toolbar, empty, details, onOpen }: ListViewProps<Row>) {
  return (
    <div className="list-view">
      <div className="main">
        {toolbar}
        <Stale list={list} />
        <Body {...{ label, list, empty, onOpen }} />
        <StatusLine list={list} />
      </div>
      {details}
    </div>
  );
}

function Body<Row>({
  label,
  list,
  empty,
  onOpen,
}: Pick<ListViewProps<Row>, 'label' | 'list' | 'empty' | 'onOpen'>) {
  const { query, columns, source, sort, setSort, selection, select, grid } = list;
  const isLate = useLate(query.data === undefined);
  const failure = query.failureReason ?? query.error;
  if (query.data === undefined && failure !== null) return <Failed reason={failure} list={list} />;
  if (list.count === 0) return <div className="state">{empty}</div>;
  if (source.total === 0) return <NothingFound list={list} />;
  if (query.data === undefined && !isLate) return <div className="grid-frame" />;
  return (
    <Grid handle={grid} onSort={setSort} {...{ label, columns, source, sort, selection, select, onOpen }} />
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

function StatusLine<Row>({ list }: { readonly list: List<Row> }) {
  const t = useTexts(uiTexts);
  const { selection, count, source } = list;
  const selected = selection.keys.size;
  const hidden = [...selection.keys].filter((key) => source.indexOf(key) === -1).length;
  return (
    <div className="status-line">
      {count !== undefined && (
        <span>
          {selected === 0 ? t('total', { total: count }) : t('selected', { selected, total: count })}
        </span>
      )}
      {hidden > 0 && list.q !== '' && <span>{t('hidden', { count: hidden })}</span>}
      <span className="push">
        <LiveMark />
      </span>
    </div>
  );
}

function LiveMark() {
  const t = useTexts(uiTexts);
  const format = useFormat();
  const { live, at } = useLiveState();
  if (live) return <StateBadge state="good">{t('live')}</StateBadge>;
  return <StateBadge state="warn">{t('stopped', { time: format.time(at) })}</StateBadge>;
}
