import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, queries, usePermission } from '../../../api/index.js';
import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Button, Icon, ProtocolLines, StateBadge, PageLink } from '../../../ui/index.js';
import { protocolLogTexts } from './protocol-log.text.js';
import type { Session } from './sessions.js';

/** A session on a line; opened, what was said. */
export function SessionRow({
  session,
  isOpenAtFirst = false,
}: {
  readonly session: Session;
  readonly isOpenAtFirst?: boolean;
}) {
  const t = useTexts(protocolLogTexts);
  const format = useFormat();
  const [isShown, setIsShown] = useState(isOpenAtFirst);
  const { id, startedAt, lastAt, connector, remote, helo, lines } = session;
  return (
    <li className="session" data-open={isShown || undefined}>
      <button type="button" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
        <Icon name="expand" />
        <span className="mono">{format.time(startedAt)}</span>
        <SessionState session={session} />
        <span className="mono remote">
          {remote} <span className="dim">{helo}</span>
        </span>
        <span className="dim connector" translate="no" title={connector}>
          {connector}
        </span>
        <span className="dim span" translate={session.isOpen ? 'yes' : 'no'}>
          {session.isOpen ? t('open') : spanText(lastAt - startedAt, format)}
        </span>
      </button>
      {isShown && (
        <div className="said">
          <ProtocolLines lines={lines} label={t('lines', { session: id })} />
          <SessionActions session={session} />
        </div>
      )}
    </li>
  );
}

function spanText(ms: number, format: Format): string {
  return ms < 1_000 ? `${format.number(ms)} ms` : `${format.number(Math.round(ms / 100) / 10)} s`;
}

function SessionState({ session }: { readonly session: Session }) {
  const t = useTexts(protocolLogTexts);
  const { isOpen, accepted, refusals, direction } = session;
  if (refusals > 0) return <StateBadge state="bad">{t('refusals', { count: refusals })}</StateBadge>;
  if (isOpen) return <StateBadge state="good">{t('open')}</StateBadge>;
  if (accepted === 0) return <StateBadge state="idle">{t('idle')}</StateBadge>;
  return (
    <StateBadge state="good">
      {direction === 'Receive' ? t('accepted', { count: accepted }) : t('ok')}
    </StateBadge>
  );
}

/** The lines before those that are here, and why something was refused. */
function SessionActions({ session }: { readonly session: Session }) {
  const isCut = (session.lines[0]?.sequence ?? 0) > 0;
  const isRefused = session.refusals > 0 && session.direction === 'Receive';
  return (
    <>
      {isCut && <WholeSession id={session.id} />}
      {isRefused && <Explanation id={session.id} />}
    </>
  );
}

function WholeSession({ id }: { readonly id: string }) {
  const t = useTexts(protocolLogTexts);
  const [isWanted, setIsWanted] = useState(false);
  const { data } = useQuery({ ...queries.run('Get-ProtocolLog', { session: id }), enabled: isWanted });
  if (data !== undefined) return <ProtocolLines lines={data} label={t('sessionTitle', { session: id })} />;
  return (
    <div className="session-actions">
      <Button onPress={() => setIsWanted(true)}>{t('whole')}</Button>
    </div>
  );
}

function Explanation({ id }: { readonly id: string }) {
  const t = useTexts(protocolLogTexts);
  const { allowed } = usePermission('Explain-Refusal');
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: () => api.run('Explain-Refusal', { session: id }),
  });
  if (!allowed) return null;
  if (data !== undefined) return <Explained answer={data} />;
  return (
    <div className="session-actions">
      <Button icon="explain" onPress={() => mutate()} isDisabled={isPending}>
        {t('explain')}
      </Button>
      {error !== null && <p role="alert">{error.message}</p>}
    </div>
  );
}

function Explained({
  answer: { session, refusals, now },
}: {
  readonly answer: Awaited<ReturnType<typeof api.run<'Explain-Refusal'>>>;
}) {
  const t = useTexts(protocolLogTexts);
  const reply = now?.answer?.reply ?? '';
  return (
    <div role="status">
      <ul>
        {refusals.map(({ time, command, reply: said }) => (
          <li key={`${time} ${command}`} className="mono reply">
            {command} → {said}
          </li>
        ))}
      </ul>
      {reply !== '' && <p>{t('explained', { reply })}</p>}
      <PageLink to={`/tools/explain-connection?${new URLSearchParams({ session }).toString()}`}>
        {t('explainThis')}
      </PageLink>
    </div>
  );
}
