import type { ObjectOf } from '../../../api/index.js';
import type { TextKey, Texts } from '../../../text/index.js';
import { StateBadge, type Column } from '../../../ui/index.js';
import type { receiveConnectorTexts } from './receive-connectors.text.js';

type Connector = ObjectOf<'ReceiveConnectors'>;
type T = Texts<TextKey<typeof receiveConnectorTexts>>;

export function receiveConnectorColumns(t: T): readonly Column<Connector>[] {
  return [
    {
      id: 'name',
      head: t('name'),
      width: 'minmax(140px, 2.4fr)',
      line: 1,
      sortBy: ({ Name }) => Name,
      render: ({ Name }) => Name,
    },
    {
      id: 'status',
      head: t('status'),
      width: '92px',
      line: 1,
      sortBy: ({ Enabled }) => (Enabled ? 0 : 1),
      render: ({ Enabled }) =>
        Enabled ? (
          <StateBadge state="good">{t('enabled')}</StateBadge>
        ) : (
          <StateBadge state="held">{t('disabled')}</StateBadge>
        ),
    },
    {
      id: 'role',
      head: t('role'),
      width: 'minmax(136px, 1fr)',
      sortBy: ({ TransportRole }) => t(TransportRole),
      render: ({ TransportRole }) => t(TransportRole),
    },
    {
      id: 'bindings',
      head: t('bindings'),
      width: 'minmax(84px, 1.2fr)',
      line: 2,
      render: ({ Bindings }) => <span className="mono">{bindingsText(Bindings)}</span>,
    },
    {
      id: 'ranges',
      head: t('remoteRanges'),
      width: 'minmax(116px, 1.6fr)',
      render: ({ RemoteIPRanges }) => <RangesCell ranges={RemoteIPRanges} everywhere={t('everywhere')} />,
    },
    {
      id: 'security',
      head: t('security'),
      width: '92px',
      render: (connector) => (
        <>
          {securityOf(connector).map((word) => (
            <span key={word} className="chip">
              {word}
            </span>
          ))}
        </>
      ),
    },
  ];
}

function RangesCell({
  ranges,
  everywhere,
}: {
  readonly ranges: readonly string[];
  readonly everywhere: string;
}) {
  if (ranges.every(isEverywhere)) return <>{everywhere}</>;
  return <span className="mono">{ranges.join(', ')}</span>;
}

/** `*:25` in place of all addresses of IPv4 and of IPv6. */
export function bindingsText(bindings: readonly string[]): string {
  const everywhere = bindings.filter(
    (each) => each.startsWith('[::]:') && bindings.includes(each.replace('[::]', '0.0.0.0')),
  );
  const ports = everywhere.map((each) => each.slice('[::]:'.length));
  const others = bindings.filter(
    (each) => !ports.some((port) => each === `[::]:${port}` || each === `0.0.0.0:${port}`),
  );
  return [...ports.map((port) => `*:${port}`), ...others].join(', ');
}

/** All addresses of IPv4, or of IPv6. */
export function isEverywhere(range: string): boolean {
  return /^(?:0\.0\.0\.0-255\.255\.255\.255|::-ffff(?::ffff){7}|0\.0\.0\.0\/0|::\/0)$/.test(range);
}

/** What a client has to be, or may be, in a word or two; the details have all of it. */
function securityOf({ RequireTLS, AuthMechanism }: Connector): readonly string[] {
  const tls = RequireTLS ? ['TLS!'] : AuthMechanism.includes('Tls') ? ['TLS'] : [];
  const login = AuthMechanism.some((each) => /^(?:BasicAuth|BasicAuthRequireTLS|Integrated)$/.test(each));
  return [...tls, ...(login ? ['AUTH'] : [])];
}

export function searchedText({ Name, Server, Bindings, RemoteIPRanges, Comment = '' }: Connector): string {
  return [Name, Server, ...Bindings, ...RemoteIPRanges, Comment].join(' ');
}
