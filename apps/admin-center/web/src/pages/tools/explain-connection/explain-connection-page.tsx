import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { queries, type InputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Check, ExplainPage, Select, TextField, useMailboxServers, useUrlState } from '../../../ui/index.js';
import { ConnectionAnswer } from './connection-answer.js';
import { explainConnectionTexts } from './explain-connection.text.js';

const presets = {
  server: '',
  port: '25',
  local: '',
  from: '',
  /** `yes` */
  tls: '',
  certificate: '',
  login: '',
  sender: '',
  recipient: '',
  size: '',
};
/** In place of a question: a session of the protocol log in which something was refused. */
const bySession = { session: '' };
type Question = typeof presets;
const names = Object.keys(presets) as readonly (keyof Question)[];

/** Tools > Explain connection. The address of the page has the question. */
export default function ExplainConnectionPage() {
  const t = useTexts(explainConnectionTexts);
  const [{ session, ...asked }, ask] = useUrlState({ ...presets, ...bySession });
  const refusal = useRefusal(session, ask);
  const query = useQuery({
    ...queries.run('Explain-Connection', inputOf(asked)),
    enabled: asked.from !== '',
  });
  return (
    <ExplainPage
      title={t('title')}
      intro={t('intro')}
      form={<QuestionForm key={JSON.stringify(asked)} asked={asked} />}
      onAsk={(form) => ask(questionOf(form))}
      action={t('explain')}
      error={query.error ?? refusal.error}
    >
      {query.data && <ConnectionAnswer explained={query.data} />}
    </ExplainPage>
  );
}

/** What was asked for by its session is asked by what that session was. */
function useRefusal(session: string, ask: (question: Partial<Question & typeof bySession>) => void) {
  const query = useQuery({ ...queries.run('Explain-Refusal', { session }), enabled: session !== '' });
  const question = query.data?.question;
  useEffect(() => {
    if (question === undefined) return;
    const said = names.flatMap((name) => {
      const value = question[name];
      return value === undefined || value === false ? [] : [[name, value === true ? 'yes' : String(value)]];
    });
    ask({ session: '', ...Object.fromEntries(said) });
    // The address changes once for a question.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [question]);
  return query;
}

const optional = ['server', 'local', 'certificate', 'login', 'sender', 'recipient', 'size'] as const;

function inputOf({ port, from, tls, ...question }: Question): InputOf<'Explain-Connection'> {
  const said = optional.map((name) => [name, question[name].trim()] as const);
  return {
    port: Number(port),
    from: from.trim(),
    tls: tls === 'yes',
    ...Object.fromEntries(said.filter(([, text]) => text !== '')),
  };
}

function questionOf(form: FormData): Question {
  const textOf = (name: keyof Question): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : presets[name];
  };
  return Object.fromEntries(names.map((name) => [name, textOf(name)])) as Question;
}

function QuestionForm({ asked }: { readonly asked: Question }) {
  const t = useTexts(explainConnectionTexts);
  const [said, setSaid] = useState(asked);
  const field = (name: Exclude<keyof Question, 'tls'>) => ({
    name,
    label: t(name),
    value: said[name],
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
  });
  return (
    <>
      <ServerField value={said.server} onChange={(server) => setSaid({ ...said, server })} />
      <TextField {...field('from')} description={t('fromHelp')} autoFocus={asked.from === ''} />
      <TextField {...field('port')} />
      <TextField {...field('local')} description={t('localHelp')} />
      <Check
        label={t('tls')}
        isSelected={said.tls === 'yes'}
        onChange={(isSelected) => setSaid({ ...said, tls: isSelected ? 'yes' : '' })}
      />
      <input type="hidden" name="tls" value={said.tls} />
      {said.tls === 'yes' && <TextField {...field('certificate')} description={t('certificateHelp')} />}
      <TextField {...field('login')} description={t('loginHelp')} />
      <TextField {...field('sender')} description={t('senderHelp')} />
      <TextField {...field('recipient')} description={t('recipientHelp')} />
      <TextField {...field('size')} description={t('sizeHelp')} />
    </>
  );
}

/** Where there is one, it is not asked about. */
function ServerField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (server: string) => void;
}) {
  const t = useTexts(explainConnectionTexts);
  const servers = useMailboxServers();
  if (servers.length < 2) return null;
  return (
    <>
      <Select
        label={t('server')}
        value={value || (servers[0] ?? '')}
        options={servers.map((name) => ({ value: name, label: name }))}
        onChange={onChange}
      />
      <input type="hidden" name="server" value={value || servers[0]} />
    </>
  );
}
