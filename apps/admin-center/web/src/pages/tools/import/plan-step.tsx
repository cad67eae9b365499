import { useMemo } from 'react';

import { useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  Action,
  Changes,
  Details,
  Facts,
  ListToolbar,
  ListView,
  Note,
  Section,
  Segments,
  StateBadge,
  useList,
  useShortcut,
  useUrlState,
  wrongTexts,
  type Column,
  type List,
  type State,
} from '../../../ui/index.js';
import {
  countsOf,
  nameInFull,
  outcomesInOrder,
  rowKey,
  type ImportRow,
  type RowOutcome,
} from './import-state.js';
import { importTexts } from './import.text.js';
import type { Import } from './use-import.js';

type T = Texts<TextKey<typeof importTexts>>;

/** 3: what becomes of every object, before anything does. */
export function PlanStep({ all }: { readonly all: Import }) {
  const t = useTexts(importTexts);
  const { query, rows } = all.plan;
  const [{ outcome }] = useUrlState({ outcome: '' });
  const shown = useMemo(
    () => rows?.filter((row) => outcome === '' || row.outcome === outcome),
    [rows, outcome],
  );
  const columns = useMemo(() => planColumns(t), [t]);
  const list = useList<ImportRow>({
    query: { ...query, data: shown },
    columns,
    keyOf: rowKey,
    textOf: ({ noun, identity, reason = '', changes, file }) =>
      [noun, identity, reason, ...changes, file].join(' '),
    sortedBy: 'outcome',
  });
  const one = list.selectedRows.length === 1 ? list.selectedRows[0] : undefined;
  return (
    <ListView
      label={t('planned')}
      list={list}
      toolbar={<PlanToolbar all={all} list={list} />}
      above={
        <>
          {query.data !== undefined &&
            wrongTexts(query.error).map((text) => (
              <Note key={text} tone="bad">
                {text}
              </Note>
            ))}
          {rows && <Outcomes rows={rows} />}
        </>
      }
      empty={<p>{t('planEmpty')}</p>}
      details={
        one && <RowDetails row={one} onClose={() => list.select({ ...list.selection, keys: new Set() })} />
      }
    />
  );
}

/** How many there are of each; one click shows those alone. */
function Outcomes({ rows }: { readonly rows: readonly ImportRow[] }) {
  const t = useTexts(importTexts);
  const [{ outcome }, setUrl] = useUrlState({ outcome: '' });
  const counts = countsOf(rows);
  const options = outcomesInOrder
    .filter((each) => counts.has(each) || each === outcome)
    .map((each) => ({ value: each as RowOutcome | '', label: `${t(each)} ${counts.get(each) ?? 0}` }));
  return (
    <div className="import-outcomes">
      <Segments<RowOutcome | ''>
        label={t('outcomes')}
        value={outcome as RowOutcome | ''}
        options={[{ value: '', label: t('all', { count: rows.length }) }, ...options]}
        onChange={(value) => setUrl({ outcome: value })}
      />
    </div>
  );
}

interface PlanToolbarProps {
  readonly all: Import;
  readonly list: List<ImportRow>;
}

function PlanToolbar({ all, list }: PlanToolbarProps) {
  const t = useTexts(importTexts);
  const isOut = ({ outcome }: ImportRow): boolean => outcome === 'LeftOut';
  const taken = list.selectedRows.filter((row) => !isOut(row));
  const out = list.selectedRows.filter(isOut);
  const leave = (): void => all.leaveOut(taken);
  useShortcut('Delete', () => (taken.length > 0 ? leave() : false));
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Action
        label={t('leaveOut')}
        icon="remove"
        keys="Delete"
        isDisabled={taken.length === 0}
        onPress={leave}
      />
      <Action
        label={t('takeAgain')}
        icon="add"
        isDisabled={out.length === 0}
        onPress={() => all.takeAgain(out.map(nameInFull))}
      />
    </ListToolbar>
  );
}

const states: Readonly<Record<RowOutcome, State>> = {
  Cannot: 'bad',
  Make: 'good',
  Change: 'warn',
  Same: 'idle',
  LeftOut: 'held',
};

function planColumns(t: T): readonly Column<ImportRow>[] {
  return [
    {
      id: 'outcome',
      head: t('outcome'),
      width: '124px',
      line: 1,
      sortBy: ({ outcome }) => outcomesInOrder.indexOf(outcome),
      text: ({ outcome }) => t(outcome),
      render: ({ outcome }) => <StateBadge state={states[outcome]}>{t(outcome)}</StateBadge>,
    },
    {
      id: 'object',
      head: t('object'),
      width: 'minmax(120px, 1fr)',
      line: 1,
      sortBy: ({ noun }) => noun,
      render: ({ noun }) => noun,
    },
    {
      id: 'name',
      head: t('name'),
      width: 'minmax(160px, 2fr)',
      line: 2,
      sortBy: ({ identity }) => identity,
      render: ({ identity }) => <span title={identity}>{identity}</span>,
    },
    {
      id: 'what',
      head: t('what'),
      width: 'minmax(160px, 3fr)',
      line: 2,
      text: whatOf,
      render: (row) => <span title={whatOf(row)}>{whatOf(row) || notesOf(row, t)}</span>,
    },
    {
      id: 'file',
      head: t('place'),
      width: 'minmax(120px, 1fr)',
      isMore: true,
      sortBy: ({ file }) => file,
      render: ({ file }) => file,
    },
  ];
}

function whatOf({ reason, changes }: ImportRow): string {
  return reason ?? changes.join('; ');
}

function notesOf({ notes }: ImportRow, t: T): string {
  return notes.length === 0 ? '–' : t('notes', { count: notes.length });
}

function RowDetails({ row, onClose }: { readonly row: ImportRow; readonly onClose: () => void }) {
  const t = useTexts(importTexts);
  const { file, number, noun, identity, outcome, reason, changes, notes } = row;
  return (
    <Details title={identity} onClose={onClose}>
      <Facts
        facts={[
          [t('object'), noun],
          [t('outcome'), <StateBadge state={states[outcome]}>{t(outcome)}</StateBadge>],
          [t('place'), t('placeOf', { file, number })],
        ]}
      />
      {reason !== undefined && (
        <Section title={t('why')}>
          <p>{reason}</p>
        </Section>
      )}
      {changes.length > 0 && (
        <Section title={outcome === 'Make' ? t('makes') : t('changes')}>
          <Changes lines={changes} />
        </Section>
      )}
      {notes.length > 0 && (
        <Section title={t('notCarried')}>
          <ul className="import-notes">
            {notes.map(({ parameter, value, reason: why }) => (
              <li key={`${parameter} ${value} ${why}`}>
                <span className="mono">{`${parameter} ${value}`}</span>
                <br />
                <span className="dim">{why}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Details>
  );
}
