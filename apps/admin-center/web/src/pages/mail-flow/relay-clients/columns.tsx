import type { OutputOf } from '../../../api/index.js';
import type { Format, TextKey, Texts } from '../../../text/index.js';
import { PageLink, StateBadge, type Column, type State } from '../../../ui/index.js';
import type { relayClientTexts } from './relay-clients.text.js';

export type RelayClient = OutputOf<'Get-RelayClient'>['clients'][number];
type T = Texts<TextKey<typeof relayClientTexts>>;

const tlsStates: Readonly<Record<RelayClient['tls'], State>> = { All: 'good', Some: 'warn', None: 'idle' };

export function relayClientColumns(t: T, format: Format): readonly Column<RelayClient>[] {
  return [...whoAndWhen(t, format), ...howAndWhose(t)];
}

function whoAndWhen(t: T, format: Format): readonly Column<RelayClient>[] {
  const time = (text: string) => (
    <span title={format.dateTime(Date.parse(text))}>{format.relative(Date.parse(text))}</span>
  );
  return [
    {
      id: 'client',
      head: t('client'),
      width: 'minmax(112px, 1.6fr)',
      line: 1,
      sortBy: ({ client }) => client,
      render: ({ client }) => <span className="mono">{client}</span>,
    },
    {
      id: 'firstSeen',
      head: t('firstSeen'),
      width: 'minmax(84px, 1fr)',
      sortBy: ({ firstSeen }) => Date.parse(firstSeen),
      text: ({ firstSeen }) => firstSeen,
      render: ({ firstSeen }) => time(firstSeen),
    },
    {
      id: 'lastSeen',
      head: t('lastSeen'),
      width: 'minmax(84px, 1fr)',
      line: 2,
      sortBy: ({ lastSeen }) => Date.parse(lastSeen),
      text: ({ lastSeen }) => lastSeen,
      render: ({ lastSeen }) => time(lastSeen),
    },
    {
      id: 'perDay',
      head: t('perDay'),
      width: '108px',
      line: 1,
      isNumber: true,
      sortBy: ({ messagesPerDay }) => messagesPerDay,
      render: ({ messagesPerDay }) => format.number(messagesPerDay),
    },
  ];
}

function howAndWhose(t: T): readonly Column<RelayClient>[] {
  return [
    {
      id: 'tls',
      head: t('tls'),
      width: '100px',
      sortBy: ({ tls }) => tls,
      text: ({ tls }) => t(tls),
      render: ({ tls }) => <StateBadge state={tlsStates[tls]}>{t(tls)}</StateBadge>,
    },
    {
      id: 'connector',
      head: t('connector'),
      width: 'minmax(84px, 1.6fr)',
      sortBy: ({ connector = '' }) => connector,
      render: ({ connector }) =>
        connector === undefined ? '–' : <PageLink to={connectorHref(connector)}>{connector}</PageLink>,
    },
    {
      id: 'owner',
      head: t('owner'),
      width: 'minmax(64px, 1.4fr)',
      line: 2,
      sortBy: ({ owner = '' }) => owner,
      render: ({ owner }) => owner ?? '–',
    },
  ];
}

export function connectorHref(connector: string): string {
  const name = connector.split('\\').at(-1) ?? connector;
  return `/mail-flow/receive-connectors?${new URLSearchParams({ q: name }).toString()}`;
}
