import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';

import { usePermission } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import {
  Button,
  Icon,
  isUndoable,
  PageLink,
  toasts,
  useOperations,
  useOrderText,
  useUndo,
  type BulkView,
} from '../../ui/index.js';
import { appTexts } from '../app.text.js';

/** What is under way about many messages, whoever has ordered it: how far it is, and how it is taken back. */
export function Running() {
  const { allowed } = usePermission('Get-MessageOperation');
  return allowed && <RunningMenu />;
}

function RunningMenu() {
  const t = useTexts(appTexts);
  const running = useOperations().data?.filter(({ endedAt }) => endedAt === undefined) ?? [];
  if (running.length === 0) return null;
  return (
    <DialogTrigger>
      <AriaButton className="button running" aria-label={t('running', { count: running.length })}>
        <Icon name="retry" />
        {running.length}
      </AriaButton>
      <Popover className="popover notifications" placement="bottom end">
        <Dialog className="dialog">
          <header>
            <Heading slot="title" level={2}>
              {t('runningTitle')}
            </Heading>
            <PageLink to="/queue-viewer/operations">{t('allOperations')}</PageLink>
          </header>
          <ul>
            {running.map((operation) => (
              <li key={operation.id}>
                <RunningOne operation={operation} />
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function RunningOne({ operation }: { readonly operation: BulkView }) {
  const t = useTexts(appTexts);
  const format = useFormat();
  const permission = usePermission('Undo-MessageOperation');
  const undo = useUndo();
  const orderText = useOrderText();
  const { id, order, total, remaining, caller, createdAt } = operation;
  const done = total - remaining;
  return (
    <>
      <div className="progress">
        <strong>{orderText(order, total)}</strong>
        <progress max={total} value={done} aria-label={t('progress')} />
        <p className="dim">
          {t('runningBy', { done, total, who: caller, when: format.relative(createdAt) })}
        </p>
      </div>
      {isUndoable(operation) && (
        <Button
          isDisabled={!permission.allowed || undo.isPending}
          onPress={() => undo.mutate(id, { onError: ({ message }) => toasts.show(message, 'bad') })}
        >
          {t('undo')}
        </Button>
      )}
    </>
  );
}
