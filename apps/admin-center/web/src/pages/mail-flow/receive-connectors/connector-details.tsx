import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Button, Details, Facts, Note, Section, StateBadge } from '../../../ui/index.js';
import { bindingParts } from './addresses/range-text.js';
import { bindingsText, isEverywhere } from './columns.js';
import { ConnectorAccess } from './connector-access.js';
import { ConnectorActivity } from './connector-activity.js';
import type { ReceiveConnector } from './receive-connectors-page.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';

export interface ConnectorDetailsProps {
  readonly rows: readonly ReceiveConnector[];
  /** Of the list. */
  readonly all: readonly ReceiveConnector[];
  /** Opens a connector where its bindings are. */
  readonly onScoping: (guid: string) => void;
  readonly onClose: () => void;
}

/** What the connectors take from whom. */
export function ConnectorDetails({ rows, all, onScoping, onClose }: ConnectorDetailsProps) {
  const t = useTexts(receiveConnectorTexts);
  const format = useFormat();
  const [row] = rows;
  if (row === undefined) return null;
  if (rows.length > 1) {
    return (
      <Details title={t('severalSelected', { count: rows.length })} onClose={onClose}>
        <ul>
          {rows.map(({ Guid, Identity }) => (
            <li key={Guid}>{Identity}</li>
          ))}
        </ul>
      </Details>
    );
  }
  return (
    <Details title={row.Identity} onClose={onClose}>
      <StateBadge state={row.Enabled ? 'good' : 'held'}>
        {row.Enabled ? t('enabled') : t('disabled')}
      </StateBadge>
      <Sentence row={row} />
      <DefaultNote row={row} all={all} onScoping={onScoping} />
      <ConnectorActivity row={row} />
      <ConnectorAccess key={`${row.Guid} ${row.WhenChanged ?? ''}`} row={row} />
      <Section title={t('network')}>
        <Facts
          facts={[
            [t('role'), t(row.TransportRole)],
            [t('fqdn'), row.Fqdn],
            [t('banner'), row.Banner],
          ]}
        />
      </Section>
      <Section title={t('authentication')}>
        <p className="mono">{row.AuthMechanism.join(', ') || '–'}</p>
      </Section>
      <Section title={t('permissionGroups')}>
        <p className="mono">{row.PermissionGroups.join(', ') || '–'}</p>
      </Section>
      <Section title={t('limits')}>
        <Facts
          facts={[
            [t('maxMessageSize'), sizeText(row.MaxMessageSize, format)],
            [t('protocolLogging'), row.ProtocolLoggingLevel],
            [t('comment'), row.Comment],
            [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
          ]}
        />
      </Section>
    </Details>
  );
}

/** In one sentence what it accepts from whom. */
function Sentence({ row }: { readonly row: ReceiveConnector }) {
  const t = useTexts(receiveConnectorTexts);
  if (!row.Enabled) return <p>{t('takesNone')}</p>;
  const { RemoteIPRanges, Bindings, PermissionGroups } = row;
  const ranges = RemoteIPRanges.every(isEverywhere) ? t('anywhere') : RemoteIPRanges.join(', ');
  const places = { ranges, bindings: bindingsText(Bindings) };
  return PermissionGroups.length === 0 ? (
    <p>{t('acceptsNobody', places)}</p>
  ) : (
    <p>{t('accepts', { ...places, who: PermissionGroups.join(', ') })}</p>
  );
}

function sizeText(value: unknown, format: Format): string {
  return typeof value === 'number' ? format.size(value) : String(value);
}

/**
 * An Internet connector at an address of its own stands beside the default one, which listens at all of them: procedures
 * want that changed afterwards.
 */
function DefaultNote({
  row,
  all,
  onScoping,
}: Pick<ConnectorDetailsProps, 'all' | 'onScoping'> & { readonly row: ReceiveConnector }) {
  const t = useTexts(receiveConnectorTexts);
  const [behind] = all.flatMap((other) => {
    const binding = other.Guid === row.Guid ? undefined : bindingBehind(other, row);
    return binding === undefined ? [] : [{ other, binding }];
  });
  if (row.Usage !== 'Internet' || behind === undefined) return null;
  const { other, binding } = behind;
  return (
    <Note>
      <p>
        {t('defaultNote', {
          other: other.Name,
          address: bindingParts(binding).address,
          through: t(binding.startsWith('[') ? 'allIPv6' : 'allIPv4'),
        })}
      </p>
      <Button onPress={() => onScoping(other.Guid)}>{t('changeBindings')}</Button>
    </Note>
  );
}

/** The binding of the one at whose port the other listens at all addresses. */
function bindingBehind(
  other: ReceiveConnector,
  { Server, Bindings, TransportRole }: ReceiveConnector,
): string | undefined {
  const isSame = other.Enabled && other.Server === Server && other.TransportRole === TransportRole;
  if (!isSame) return undefined;
  return Bindings.find((binding) => {
    const { address, port } = bindingParts(binding);
    const all = address.includes(':') ? `[::]:${port}` : `0.0.0.0:${port}`;
    return binding !== all && other.Bindings.includes(all);
  });
}
