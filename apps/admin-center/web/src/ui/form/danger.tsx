import { useTexts } from '../../text/index.js';
import { Confirm } from '../dialog/dialog.js';
import { uiTexts } from '../ui.text.js';
import type { Saving } from './state/use-saving.js';

/** What would do harm is typed before it is done: the port that nobody would listen on, else the name of the object. */
export function Danger({ saving, name }: { readonly saving: Saving; readonly name: string }) {
  const t = useTexts(uiTexts);
  if (saving.dangers.length === 0) return null;
  const { isPending, error } = saving;
  return (
    <Confirm
      title={t('danger')}
      action={t('saveAnyway')}
      typed={typedFor(saving.dangers, name)}
      onConfirm={() => void saving.start(true)}
      onClose={saving.dismiss}
      {...{ isPending, error }}
    >
      {saving.dangers.map((danger) => (
        <p key={danger}>{danger}</p>
      ))}
    </Confirm>
  );
}

function typedFor(dangers: readonly string[], name: string): string {
  return /\bport (?<port>\d+) of\b/.exec(dangers.join(' '))?.groups?.['port'] ?? name;
}
