import type { Format, TextKey, Texts } from '../../../text/index.js';
import { LiveText, shown, StateBadge, type BulkView, type Column, type State } from '../../../ui/index.js';
import type { operationTexts } from './operations.text.js';

export type OperationT = Texts<TextKey<typeof operationTexts>>;

export function operationColumns(t: OperationT, format: Format): readonly Column<BulkView>[] {
  return [
    {
      id: 'started',
      head: t('started'),
      width: '112px',
      line: 1,
      sortBy: ({ createdAt }) => createdAt,
      text: ({ createdAt }) => new Date(createdAt).toISOString(),
      render: ({ createdAt }) => <span title={format.dateTime(createdAt)}>{format.relative(createdAt)}</span>,
    },
    {
      id: 'who',
      head: t('who'),
      width: 'minmax(88px, 1fr)',
      sortBy: ({ caller }) => caller,
      render: ({ caller }) => caller,
    },
    {
      id: 'what',
      head: t('what'),
      width: 'minmax(120px, 1.2fr)',
      line: 2,
      sortBy: (operation) => whatText(operation, t),
      render: (operation) => whatText(operation, t),
    },
    {
      id: 'filter',
      head: t('filter'),
      width: 'minmax(140px, 2.4fr)',
      sortBy: ({ about }) => about,
      render: ({ about }) => <span title={shown(about)}>{shown(about)}</span>,
    },
    {
      id: 'done',
      head: t('done'),
      width: '144px',
      isNumber: true,
      line: 2,
      sortBy: ({ total, remaining }) => total - remaining,
      text: ({ total, remaining }) => `${total - remaining}/${total}`,
      render: ({ id, total, remaining }) => (
        <LiveText of={id}>{t('doneOf', { done: total - remaining, total })}</LiveText>
      ),
    },
    {
      id: 'state',
      head: t('state'),
      width: '160px',
      line: 1,
      sortBy: ({ state }) => state,
      render: (operation) => <OperationState operation={operation} t={t} />,
    },
  ];
}

export function whatText({ order }: BulkView, t: OperationT): string {
  if (order.kind === 'Redirect') return t('kind_Redirect', { target: order.target });
  if (order.kind === 'Remove') return order.withNDR ? t('kind_Remove') : t('kind_RemoveSilent');
  return t(`kind_${order.kind}`);
}

const states = {
  Preview: ['idle', 'statePreview'],
  Holding: ['held', 'stateHolding'],
  Held: ['held', 'stateHolding'],
  Running: ['good', 'stateRunning'],
  Undoing: ['held', 'stateUndoing'],
  Stopping: ['held', 'stateStopping'],
  Done: ['idle', 'stateDone'],
  Undone: ['idle', 'stateUndone'],
  Stopped: ['idle', 'stateStopped'],
} as const satisfies Readonly<Record<BulkView['state'], readonly [State, TextKey<typeof operationTexts>]>>;

export function OperationState({ operation, t }: { readonly operation: BulkView; readonly t: OperationT }) {
  const [state, text] = states[operation.state];
  return <StateBadge state={state}>{t(text)}</StateBadge>;
}
