import { useMemo, useState } from 'react';

import { useFormat, useTexts } from '../../../text/index.js';
import {
  Action,
  Confirm,
  ListToolbar,
  ListView,
  Note,
  useList,
  useShortcut,
  type List,
} from '../../../ui/index.js';
import { processColumns, searchedText } from './columns.js';
import { componentOf, isLast, nameOf, type Process } from './processes.js';
import { ServiceDetails } from './service-details.js';
import { servicesTexts } from './services.text.js';
import { useComponentStates, type ComponentStates } from './use-component-states.js';
import { useProcesses } from './use-processes.js';

/** Servers > Services: every process that runs, as it comes and goes. */
export default function ServicesPage() {
  const t = useTexts(servicesTexts);
  const format = useFormat();
  const query = useProcesses();
  const columns = useMemo(() => processColumns(t, format), [t, format]);
  const list = useList({ query, columns, keyOf: ({ id }) => id, textOf: searchedText, sortedBy: 'service' });
  const [isAsking, setIsAsking] = useState(false);
  const states = useComponentStates(() => setIsAsking(false));
  const { selectedRows } = list;
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={<ServicesToolbar list={list} states={states} onDrain={() => setIsAsking(true)} />}
        empty={<p>{t('empty')}</p>}
        details={
          selectedRows.length > 0 && (
            <ServiceDetails
              rows={selectedRows}
              onClose={() => list.select({ ...list.selection, keys: new Set() })}
            />
          )
        }
      />
      {isAsking && (
        <DrainProcesses
          rows={selectedRows.filter((row) => componentOf(row) !== undefined)}
          all={query.data ?? []}
          states={states}
          onClose={() => {
            states.forget();
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

interface ServicesToolbarProps {
  readonly list: List<Process>;
  readonly states: ComponentStates;
  readonly onDrain: () => void;
}

function ServicesToolbar({ list, states, onDrain }: ServicesToolbarProps) {
  const t = useTexts(servicesTexts);
  const { permission } = states;
  const chosen = list.selectedRows.filter((row) => componentOf(row) !== undefined);
  const active = chosen.filter(({ state }) => state === 'Active');
  const others = chosen.filter(({ state }) => state !== 'Active');
  const drain = (): boolean => {
    if (active.length === 0 || !permission.allowed) return false;
    onDrain();
    return true;
  };
  const activate = (): boolean => {
    if (others.length === 0 || !permission.allowed) return false;
    states.set(others, 'Active');
    return true;
  };
  useShortcut('s', drain);
  useShortcut('u', activate);
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Action
        label={t('drain')}
        icon="pause"
        keys="s"
        permission={permission}
        isDisabled={active.length === 0}
        onPress={drain}
      />
      <Action
        label={t('activate')}
        icon="play"
        keys="u"
        permission={permission}
        isDisabled={others.length === 0}
        onPress={activate}
      />
    </ListToolbar>
  );
}

interface DrainProcessesProps {
  readonly rows: readonly Process[];
  readonly all: readonly Process[];
  readonly states: ComponentStates;
  readonly onClose: () => void;
}

/** Tells what will happen, and whether anybody would notice. */
function DrainProcesses({ rows, all, states, onClose }: DrainProcessesProps) {
  const t = useTexts(servicesTexts);
  const [first] = rows;
  return (
    <Confirm
      title={t('drainTitle', { count: rows.length })}
      action={t('drain')}
      onConfirm={() => states.set(rows, 'Draining')}
      onClose={onClose}
      error={states.error}
      isPending={states.isPending}
    >
      <ul>
        {rows.map((row) => (
          <li key={row.id}>{nameOf(row)}</li>
        ))}
      </ul>
      <p>{t('drainText')}</p>
      {first !== undefined && isLast(rows, all) && (
        <Note>{t('drainLast', { service: first.service, server: first.server })}</Note>
      )}
    </Confirm>
  );
}
