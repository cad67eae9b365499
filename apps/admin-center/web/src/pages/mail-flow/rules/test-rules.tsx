import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';

import { api, type InputOf, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Button, Check, Dialog, Note, Section, TextField } from '../../../ui/index.js';
import { rulesTexts } from './rules.text.js';

type Answer = OutputOf<'Test-Message'>;
type Copy = Answer['copies'][number];

/** Which rules would be for a message, and what they would do, without doing it. */
export function TestRules({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(rulesTexts);
  const [file, setFile] = useState<File>();
  const [text, setText] = useState('');
  const [envelope, setEnvelope] = useState<Envelope>({ sender: '', recipients: '', isInternal: false });
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const messageFileData = await base64Of(file ?? new Blob([text]));
      return api.run('Test-Message', { messageFileData, ...saidOf(envelope) });
    },
  });
  return (
    <Dialog
      title={t('testTitle')}
      onClose={onClose}
      isWide
      error={error}
      submit={{
        label: t('run'),
        onSubmit: () => mutate(),
        isDisabled: file === undefined && text.trim() === '',
        isPending,
      }}
    >
      <p className="dim">{t('testHelp')}</p>
      <div className="form">
        <div className="field">
          <span className="label">{t('file')}</span>
          <FileTrigger
            acceptedFileTypes={['.eml', 'message/rfc822']}
            onSelect={(files) => setFile(files?.[0])}
          >
            <Button>{file?.name ?? t('chooseFile')}</Button>
          </FileTrigger>
        </div>
        <TextField
          label={t('or')}
          value={text}
          onChange={setText}
          isMultiline
          isDisabled={file !== undefined}
        />
        <EnvelopeFields envelope={envelope} onChange={setEnvelope} />
      </div>
      {data && <Result answer={data} />}
    </Dialog>
  );
}

interface Envelope {
  readonly sender: string;
  readonly recipients: string;
  readonly isInternal: boolean;
}

function EnvelopeFields({
  envelope,
  onChange,
}: {
  readonly envelope: Envelope;
  readonly onChange: (envelope: Envelope) => void;
}) {
  const t = useTexts(rulesTexts);
  return (
    <>
      <div className="columns">
        <TextField
          label={t('sender')}
          description={t('senderHelp')}
          value={envelope.sender}
          onChange={(sender) => onChange({ ...envelope, sender })}
        />
        <TextField
          label={t('recipients')}
          description={t('recipientsHelp')}
          value={envelope.recipients}
          onChange={(recipients) => onChange({ ...envelope, recipients })}
          isMultiline
        />
      </div>
      <Check
        label={t('isInternal')}
        isSelected={envelope.isInternal}
        onChange={(isInternal) => onChange({ ...envelope, isInternal })}
      />
    </>
  );
}

function saidOf({
  sender,
  recipients,
  isInternal,
}: Envelope): Omit<InputOf<'Test-Message'>, 'messageFileData'> {
  const named = recipients.split(/[\s,;]+/).filter((each) => each !== '');
  return {
    isInternal,
    ...(sender.trim() !== '' && { sender: sender.trim() }),
    ...(named.length > 0 && { recipients: named }),
  };
}

async function base64Of(content: Blob): Promise<string> {
  const octets = new Uint8Array(await content.arrayBuffer());
  // As one argument each they would be too many.
  const pieces = Array.from({ length: Math.ceil(octets.length / 8192) }, (_, at) =>
    String.fromCodePoint(...octets.subarray(at * 8192, (at + 1) * 8192)),
  );
  return btoa(pieces.join(''));
}

function Result({ answer: { copies, failures } }: { readonly answer: Answer }) {
  const t = useTexts(rulesTexts);
  return (
    <Section title={t('result')}>
      <div role="status">
        {failures.map(({ rule, reason }) => (
          <Note key={rule} tone="bad">
            {t('failedRule', { rule, reason })}
          </Note>
        ))}
        <ul className="matches">
          {copies.map((copy) => (
            <CopyResult key={copy.recipients.join()} copy={copy} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

const shownMax = 5;

function CopyResult({ copy }: { readonly copy: Copy }) {
  const t = useTexts(rulesTexts);
  const { recipients, rules, header } = copy;
  const names = recipients.slice(0, shownMax).join(', ');
  const count = recipients.length - shownMax;
  return (
    <li aria-current={rules.length > 0 ? 'true' : undefined}>
      <strong>{t('for', { recipients: count > 0 ? t('moreRecipients', { names, count }) : names })}</strong>
      {rules.length === 0 && <span className="dim">{t('noRule')}</span>}
      {rules.map(({ guid, name, acted }) => (
        <span key={guid}>
          {name}: {acted ? t('acts') : t('wouldAct')}
        </span>
      ))}
      <span>{outcomeText(copy, t)}</span>
      <Effects copy={copy} />
      {header.before.map((field) => (
        <del key={field} className="mono">
          {field}
        </del>
      ))}
      {header.after.map((field) => (
        <ins key={field} className="mono">
          {field}
        </ins>
      ))}
    </li>
  );
}

function outcomeText(
  { outcome, reply = '', moderators = [] }: Copy,
  t: ReturnType<typeof useTexts<keyof typeof rulesTexts.en>>,
): string {
  return t(outcome, { reply, moderators: moderators.join(', ') });
}

function Effects({ copy: { added, disclaimers, notices } }: { readonly copy: Copy }) {
  const t = useTexts(rulesTexts);
  return (
    <>
      {added.map(({ address, as }) => (
        <span key={`${as} ${address}`}>{t('added', { as, address })}</span>
      ))}
      {disclaimers.length > 0 && <span>{t('disclaimer')}</span>}
      {notices.map(({ kind, to }) => (
        <span key={kind}>
          {t(kind === 'notification' ? 'notification' : 'incidentReport', { to: to.join(', ') })}
        </span>
      ))}
    </>
  );
}
