import { useState } from 'react';

import { useTexts } from '../../../text/index.js';
import { BulkDialog, Button, Dialog, Note, Select, toasts } from '../../../ui/index.js';
import type { MessageQuery } from './message-query.js';
import { messageTexts } from './messages.text.js';
import type { MessageActions } from './use-message-actions.js';

/** What is asked before orders about many messages, and before those that cannot be taken back. */
export function MessageDialogs({ actions }: { readonly actions: MessageActions }) {
  const { asking, ask } = actions;
  if (asking === undefined) return null;
  const close = (): void => ask(undefined);
  if (asking.order === undefined) return <RedirectDialog actions={actions} onClose={close} />;
  return <BulkDialog chosen={asking.chosen} order={asking.order} onClose={close} onDone={close} />;
}

function RedirectDialog({
  actions,
  onClose,
}: {
  readonly actions: MessageActions;
  readonly onClose: () => void;
}) {
  const t = useTexts(messageTexts);
  const [target, setTarget] = useState(actions.others[0] ?? '');
  const { asking } = actions;
  const next = (): void => {
    if (asking !== undefined) actions.ask({ chosen: asking.chosen, order: { kind: 'Redirect', target } });
  };
  return (
    <Dialog
      title={t('redirectTitle')}
      onClose={onClose}
      submit={{ label: t('redirectNext'), onSubmit: next }}
    >
      <Select
        label={t('redirectTo')}
        value={target}
        options={actions.others.map((name) => ({ value: name, label: name }))}
        onChange={setTarget}
      />
    </Dialog>
  );
}

/** The search in Exchange's filter language, as far as it goes. */
export function CmdletDialog({
  asked,
  onClose,
}: {
  readonly asked: MessageQuery | undefined;
  readonly onClose: () => void;
}) {
  const t = useTexts(messageTexts);
  const { where, unsaid = [], ours = [] } = asked ?? {};
  const cmdlet = where === undefined ? 'Get-Message -ResultSize Unlimited' : `Get-Message -Filter "${where}"`;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(cmdlet);
    toasts.show(t('copied'));
  };
  return (
    <Dialog
      title={t('cmdletTitle')}
      onClose={onClose}
      isWide
      extra={
        <Button
          icon="copy"
          onPress={() => void copy().catch((error: unknown) => toasts.show(String(error), 'bad'))}
        >
          {t('copy')}
        </Button>
      }
    >
      <pre className="mono reply">{cmdlet}</pre>
      {unsaid.length > 0 && <Note>{t('cmdletPart', { terms: unsaid.join(' ') })}</Note>}
      {ours.length > 0 && <Note>{t('cmdletOurs', { properties: ours.join(', ') })}</Note>}
    </Dialog>
  );
}
