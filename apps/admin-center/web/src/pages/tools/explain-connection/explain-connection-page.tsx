import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { queries, type InputOf, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  ExplainPage,
  Note,
  PageLink,
  Select,
  TextField,
  useMailboxServers,
  useUrlState,
  Verdicts,
} from '../../../ui/index.js';
import { explainConnectionTexts } from './explain-connection.text.js';

type Explained = OutputOf<'Explain-Connection'>;

interface Question {
  readonly server: string;
  readonly port: string;
  readonly local: string;
  readonly from: string;
  readonly recipient: string;
}

const presets: Question = { server: '', port: '25', local: '', from: '', recipient: '' };

/** Tools > Explain connection. The address of the page has the question. */
export default function ExplainConnectionPage() {
  const t = useTexts(explainConnectionTexts);
  const [asked, ask] = useUrlState({ ...presets });
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
      error={query.error}
    >
      {query.data && <Answer explained={query.data} />}
    </ExplainPage>
  );
}

function inputOf({ server, port, local, from, recipient }: Question): InputOf<'Explain-Connection'> {
  return {
    port: Number(port),
    from: from.trim(),
    ...(server !== '' && { server }),
    ...(local.trim() !== '' && { local: local.trim() }),
    ...(recipient.trim() !== '' && { recipient: recipient.trim() }),
  };
}

function questionOf(form: FormData): Question {
  const textOf = (name: keyof Question): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : presets[name];
  };
  return {
    server: textOf('server'),
    port: textOf('port'),
    local: textOf('local'),
    from: textOf('from'),
    recipient: textOf('recipient'),
  };
}

function QuestionForm({ asked }: { readonly asked: Question }) {
  const t = useTexts(explainConnectionTexts);
  const [said, setSaid] = useState(asked);
  const servers = useMailboxServers();
  const field = (name: keyof Question) => ({
    name,
    label: t(name),
    value: said[name],
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
  });
  return (
    <>
      {servers.length > 1 && (
        <>
          <Select
            label={t('server')}
            value={said.server || (servers[0] ?? '')}
            options={servers.map((name) => ({ value: name, label: name }))}
            onChange={(server) => setSaid({ ...said, server })}
          />
          <input type="hidden" name="server" value={said.server || servers[0]} />
        </>
      )}
      <TextField {...field('from')} description={t('fromHelp')} autoFocus={asked.from === ''} />
      <TextField {...field('port')} />
      <TextField {...field('local')} description={t('localHelp')} />
      <TextField {...field('recipient')} description={t('recipientHelp')} />
    </>
  );
}

/** Decisions from top to bottom, each with its reason. */
function Answer({ explained }: { readonly explained: Explained }) {
  const t = useTexts(explainConnectionTexts);
  const { winner, answer, losers, server } = explained;
  if (winner === undefined) {
    return (
      <>
        <Note>{t('noWinner', { server })}</Note>
        <Losers losers={losers} />
      </>
    );
  }
  return (
    <>
      <ol className="decisions">
        <li>
          <h3>{t('winner')}</h3>
          <p>
            <strong>{winner.connector}</strong> <PageLink to={hrefOf(winner.connector)}>{t('open')}</PageLink>
          </p>
          <p className="dim">{winner.reason}</p>
        </li>
        <li>
          <h3>{t('principals')}</h3>
          <p className="mono">{winner.principals.join(', ') || '–'}</p>
        </li>
        <li>
          <h3>{t('rights')}</h3>
          {winner.rights.length === 0 ? (
            <p>{t('noRights')}</p>
          ) : (
            <ul className="mono">
              {winner.rights.map((right) => (
                <li key={right}>{right}</li>
              ))}
            </ul>
          )}
        </li>
        {answer && <Heard answer={answer} connector={winner.connector} />}
      </ol>
      <Losers losers={losers} />
    </>
  );
}

function Heard({
  answer: { command, reply },
  connector,
}: {
  readonly answer: NonNullable<Explained['answer']>;
  readonly connector: string;
}) {
  const t = useTexts(explainConnectionTexts);
  const isRefused = /^[45]/.test(reply);
  return (
    <>
      <li>
        <h3>
          {t('reply')} <span className="dim">{t('replyTo', { command })}</span>
        </h3>
        <p className="mono reply" data-tone={isRefused ? 'bad' : 'good'}>
          {reply}
        </p>
      </li>
      {isRefused && /5\.7\./.test(reply) && (
        <li>
          <h3>{t('what')}</h3>
          <p>{command === 'MAIL' ? t('submit', { connector }) : t('relay', { connector })}</p>
        </li>
      )}
    </>
  );
}

function Losers({ losers }: { readonly losers: Explained['losers'] }) {
  const t = useTexts(explainConnectionTexts);
  return (
    <Verdicts
      title={t('losers')}
      verdicts={losers.map(({ connector, transportRole, reason }) => ({
        name: connector,
        href: hrefOf(connector),
        sort: roleText(transportRole, t),
        reason,
      }))}
    />
  );
}

const roles = ['FrontendTransport', 'HubTransport', 'MailboxTransportDelivery', 'EdgeTransport'] as const;

function roleText(role: string, t: (key: (typeof roles)[number]) => string): string {
  const known = roles.find((each) => each === role);
  return known === undefined ? role : t(known);
}

function hrefOf(connector: string): string {
  const name = connector.split('\\').at(-1) ?? connector;
  return `/mail-flow/receive-connectors?${new URLSearchParams({ q: name }).toString()}`;
}
