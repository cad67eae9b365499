import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Button } from '../control/button.js';
import { Dialog } from '../dialog/dialog.js';
import { toasts } from '../dialog/toasts.js';
import { uiTexts } from '../ui.text.js';

/** The cmdlet that does what a form would do; absent while the server has something against it. */
export function ShowCommand({ cmdlet }: { readonly cmdlet: string | undefined }) {
  const t = useTexts(uiTexts);
  const [isOpen, setIsOpen] = useState(false);
  const copied = (): void => toasts.show(t('copied'));
  return (
    <>
      <Button kind="plain" isDisabled={cmdlet === undefined} onPress={() => setIsOpen(true)}>
        {t('showCommand')}
      </Button>
      {isOpen && cmdlet !== undefined && (
        <Dialog
          title={t('command')}
          onClose={() => setIsOpen(false)}
          extra={
            <Button
              icon="copy"
              onPress={() =>
                void navigator.clipboard
                  .writeText(cmdlet)
                  .then(copied, ({ message }: Error) => toasts.show(message, 'bad'))
              }
            >
              {t('copy')}
            </Button>
          }
        >
          <pre className="command">{cmdlet}</pre>
        </Dialog>
      )}
    </>
  );
}
