import { useQuery } from '@tanstack/react-query';

import { queries, type OutputOf } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import { Action, Button, Dialog, toasts } from '../../ui/index.js';
import { commandLogTexts } from './command-log.text.js';

type Command = OutputOf<'Get-MyCommand'>[number];

/** What the user has changed, as cmdlets to copy. */
export function CommandLog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(commandLogTexts);
  const { data, error } = useQuery({ ...queries.run('Get-MyCommand', {}), staleTime: 0 });
  const copy = useCopy();
  // A script runs them in their order.
  const script = (data ?? []).flatMap(({ cmdlet }) => cmdlet ?? []).toReversed();
  return (
    <Dialog
      title={t('commandLog')}
      onClose={onClose}
      error={error}
      isWide
      extra={
        script.length > 0 && (
          <Button icon="copy" onPress={() => copy(script.join('\n'))}>
            {t('copyAll')}
          </Button>
        )
      }
    >
      <p className="dim">{t('text')}</p>
      {data?.length === 0 && <p>{t('empty')}</p>}
      <ol className="command-log">
        {data?.map((command) => (
          <CommandRow key={`${command.runDate} ${command.cmdlet ?? command.operation}`} command={command} />
        ))}
      </ol>
    </Dialog>
  );
}

function CommandRow({ command: { runDate, operation, cmdlet } }: { readonly command: Command }) {
  const t = useTexts(commandLogTexts);
  const format = useFormat();
  const copy = useCopy();
  const time = format.dateTime(runDate);
  return (
    <li>
      <span className="dim">{time}</span>
      {cmdlet === undefined ? (
        <span className="dim">{t('noWords', { operation })}</span>
      ) : (
        <>
          <pre className="command">{cmdlet}</pre>
          <Action label={t('copyOf', { time })} icon="copy" iconOnly onPress={() => copy(cmdlet)} />
        </>
      )}
    </li>
  );
}

function useCopy(): (text: string) => void {
  const t = useTexts(commandLogTexts);
  return (text) =>
    void navigator.clipboard.writeText(text).then(
      () => toasts.show(t('copied')),
      ({ message }: Error) => toasts.show(message, 'bad'),
    );
}
