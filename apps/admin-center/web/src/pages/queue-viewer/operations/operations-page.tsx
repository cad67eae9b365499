import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';

import { useFormat, useTexts } from '../../../text/index.js';
import {
  Action,
  BulkPreview,
  Details,
  Facts,
  isUndoable,
  ListToolbar,
  ListView,
  Section,
  shown,
  useList,
  useOperations,
  usePause,
  type BulkView,
  type List,
} from '../../../ui/index.js';
import { OperationState, operationColumns, whatText } from './columns.js';
import { operationTexts } from './operations.text.js';
import { useEnds } from './use-ends.js';

/** Queues > Operations: what was ordered about many messages, and what has come of it. */
export default function OperationsPage() {
  const t = useTexts(operationTexts);
  const format = useFormat();
  const pause = usePause();
  const query = useOperations();
  const columns = useMemo(() => operationColumns(t, format), [t, format]);
  const list = useList({
    query,
    columns,
    keyOf: ({ id }) => id,
    textOf: (operation) => `${operation.id} ${operation.caller} ${whatText(operation, t)} ${operation.about}`,
    sortedBy: '-started',
    pause,
  });
  const [one] = list.selectedRows;
  return (
    <ListView
      label={t('list')}
      list={list}
      toolbar={<OperationToolbar list={list} />}
      empty={
        <>
          <p>{t('empty')}</p>
          <p>{t('emptyNext')}</p>
          <Link to={'/queue-viewer/messages' as never}>{t('toMessages')}</Link>
        </>
      }
      details={
        one && (
          <OperationDetails
            operation={one}
            onClose={() => list.select({ ...list.selection, keys: new Set() })}
          />
        )
      }
    />
  );
}

function OperationToolbar({ list }: { readonly list: List<BulkView> }) {
  const t = useTexts(operationTexts);
  const { undo, stop, undoPermission, stopPermission } = useEnds();
  const [one] = list.selectedRows;
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Action
        label={t('undo')}
        icon="back"
        permission={undoPermission}
        reason={reasonUnless(one, one !== undefined && isUndoable(one), [t('choose'), t('notUndoable')])}
        onPress={() => one && undo(one.id)}
      />
      <Action
        label={t('stop')}
        icon="disable"
        permission={stopPermission}
        reason={reasonUnless(one, one?.endedAt === undefined, [t('choose'), t('notStoppable')])}
        onPress={() => one && stop(one.id)}
      />
    </ListToolbar>
  );
}

function reasonUnless(
  one: BulkView | undefined,
  isPossible: boolean,
  [none, not]: readonly [string, string],
): string | undefined {
  if (one === undefined) return none;
  return isPossible ? undefined : not;
}

function OperationDetails({
  operation,
  onClose,
}: {
  readonly operation: BulkView;
  readonly onClose: () => void;
}) {
  const t = useTexts(operationTexts);
  const format = useFormat();
  const { outcomes, remaining, createdAt, endedAt, caller, client, about, preview } = operation;
  const told = Object.entries(outcomes) as [keyof typeof outcomes, number][];
  return (
    <Details title={whatText(operation, t)} onClose={onClose}>
      <OperationState operation={operation} t={t} />
      <Section title={t('result')}>
        <Facts
          facts={[
            ...told.map(([outcome, count]) => [t(outcome), format.number(count)] as const),
            [t('remaining'), remaining === 0 ? undefined : format.number(remaining)],
            [t('started'), format.dateTime(createdAt)],
            [t('ended'), endedAt === undefined ? undefined : format.dateTime(endedAt)],
            [t('who'), caller],
            [t('client'), client === '' ? undefined : client],
          ]}
        />
      </Section>
      <Section title={t('filter')}>
        <p className="mono reply">{shown(about)}</p>
      </Section>
      <Section title={t('about')}>
        <BulkPreview preview={preview} />
      </Section>
    </Details>
  );
}
