import { useEffect } from 'react';

import { useTexts } from '../../text/index.js';
import { Action, Button } from '../control/button.js';
import { useShortcut } from '../browser/shortcuts.js';
import { toasts } from '../dialog/toasts.js';
import { uiTexts } from '../ui.text.js';
import { useNow } from '../browser/use-now.js';
import { bulkTexts } from './bulk.text.js';
import {
  doneOf,
  unwatchOperation,
  useOperation,
  useUndo,
  useWatchedOperations,
  type BulkView,
} from './watched-operation.js';

/** What was ordered here last and can still be undone, or is under way; beside the toasts. The bar has all of them. */
export function RunningOperations() {
  const id = useWatchedOperations().at(-1);
  return id !== undefined && <RunningOperation key={id} id={id} />;
}

/** How long the end of it is shown, in milliseconds. */
const endShownMs = 8_000;

function RunningOperation({ id }: { readonly id: string }) {
  const t = useTexts(bulkTexts);
  const ui = useTexts(uiTexts);
  const operation = useOperation(id);
  const undo = useUndo();
  const mayUndo = operation !== undefined && isUndoable(operation);
  const take = (): void =>
    undo.mutate(id, { onError: (error) => toasts.show(t('tooLate', { reason: error.message }), 'bad') });
  useShortcut('Control+z', () => mayUndo && !undo.isPending && take());
  const now = useNow();
  const hasEnded = operation?.endedAt !== undefined;
  useEffect(() => {
    if (!hasEnded) return undefined;
    const timer = setTimeout(() => unwatchOperation(id), endShownMs);
    return () => clearTimeout(timer);
  }, [hasEnded, id]);
  // Other orders run at once, and a toast has said so.
  if (operation === undefined || operation.order.kind !== 'Remove') return null;
  return (
    <div className="toast" data-tone={mayUndo ? 'held' : 'good'}>
      {/* A timer is not read aloud each second. */}
      <p role="timer">{textOf(operation, now, t)}</p>
      {mayUndo && (
        <Button onPress={take} isDisabled={undo.isPending}>
          {t('undo')} <kbd>Ctrl Z</kbd>
        </Button>
      )}
      {!mayUndo && (
        <Action label={ui('dismiss')} icon="clear" iconOnly onPress={() => unwatchOperation(id)} />
      )}
    </div>
  );
}

export function isUndoable({ state }: Pick<BulkView, 'state'>): boolean {
  return state === 'Holding' || state === 'Held';
}

function textOf(
  operation: BulkView,
  now: number,
  t: ReturnType<typeof useTexts<'holding' | 'running' | 'undone' | 'removed' | 'removedSome'>>,
): string {
  const { state, total: count, undoUntil, undoMs, createdAt, remaining } = operation;
  if (isUndoable(operation)) {
    const until = undoUntil ?? createdAt + undoMs;
    return t('holding', { count, seconds: Math.max(0, Math.ceil((until - now) / 1_000)) });
  }
  if (state === 'Undone' || state === 'Undoing') return t('undone', { count });
  if (operation.endedAt === undefined) return t('running', { count, done: count - remaining });
  const done = doneOf(operation);
  return done === count ? t('removed', { count }) : t('removedSome', { done, count });
}
