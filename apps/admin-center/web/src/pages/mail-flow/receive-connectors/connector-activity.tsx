import { useQuery } from '@tanstack/react-query';

import { queries, usePermission, type OutputOf } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Facts, PageLink, Section, shown } from '../../../ui/index.js';
import type { ReceiveConnector } from './receive-connectors-page.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';

type Activity = OutputOf<'Get-ReceiveConnectorActivity'>;

const againMs = 5_000;
/** Messages are counted by the admin centre that is asked, from its start on. */
const nearlyAnHourMs = 59 * 60_000;

/** Sessions now, mail of the last hour, and what was refused last, each with the question that explains it. */
export function ConnectorActivity({ row: { Identity } }: { readonly row: ReceiveConnector }) {
  const t = useTexts(receiveConnectorTexts);
  const format = useFormat();
  const { allowed } = usePermission('Get-ReceiveConnectorActivity');
  const { data } = useQuery({
    ...queries.run('Get-ReceiveConnectorActivity', { identity: Identity }),
    enabled: allowed,
    refetchInterval: againMs,
  });
  if (data === undefined) return null;
  const countedSince = (since: number | undefined): string =>
    since === undefined || Date.now() - since > nearlyAnHourMs
      ? t('lastHour')
      : t('sinceTime', { time: format.time(since) });
  return (
    <>
      <Section title={t('now')}>
        <Facts
          facts={[
            [t('sessions'), format.number(data.sessions)],
            [countedSince(data.since), t('messages', { count: data.messages })],
          ]}
        />
      </Section>
      <Section title={t('refusals')}>
        <Refusals activity={data} />
      </Section>
    </>
  );
}

function Refusals({ activity: { logged, refusals } }: { readonly activity: Activity }) {
  const t = useTexts(receiveConnectorTexts);
  const format = useFormat();
  if (!logged) return <p className="dim">{t('notLogged')}</p>;
  if (refusals.length === 0) return <p className="dim">{t('noRefusals')}</p>;
  return (
    <ul className="refusals">
      {refusals.map((each) => (
        <li key={`${each.session} ${each.time} ${each.command}`}>
          <span className="dim">
            {format.time(Date.parse(each.time))} {each.remote}
          </span>
          <span className="mono">{shown(each.reply)}</span>
          {each.command !== '' && <span className="mono dim">{shown(each.command)}</span>}
          <PageLink to={explainPath(each.question)}>{t('explainThis')}</PageLink>
        </li>
      ))}
    </ul>
  );
}

function explainPath(question: Activity['refusals'][number]['question']): string {
  const said = Object.entries(question).map(([name, value]) => [name, String(value)]);
  return `/tools/explain-connection?${new URLSearchParams(said).toString()}`;
}
