import { useFormat, useTexts, type Format } from '../../../text/index.js';
import { Details, Facts, Section, StateBadge } from '../../../ui/index.js';
import { bindingsText, isEverywhere } from './columns.js';
import type { ReceiveConnector } from './receive-connectors-page.js';
import { receiveConnectorTexts } from './receive-connectors.text.js';

export interface ConnectorDetailsProps {
  readonly rows: readonly ReceiveConnector[];
  readonly onClose: () => void;
}

/** What the connectors take from whom. */
export function ConnectorDetails({ rows, onClose }: ConnectorDetailsProps) {
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
