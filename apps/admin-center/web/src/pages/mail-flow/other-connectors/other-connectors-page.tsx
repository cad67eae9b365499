import { useMemo } from 'react';

import { usePermission } from '../../../api/index.js';
import { useFormat, useTexts, type TextKey, type Texts } from '../../../text/index.js';
import { Declared, Facts, KindPage, Note, StateBadge, type Column, type RowOf } from '../../../ui/index.js';
import { EditOther, isOtherKind, NewOther, ordersOf } from './other-connector-dialogs.js';
import { NewOutbound } from './new-outbound.js';
import { otherConnectorTexts } from './other-connectors.text.js';
import { type OtherKind } from './other-kinds.js';

type OtherConnector = RowOf<OtherKind>;
type T = Texts<TextKey<typeof otherConnectorTexts>>;

/** A Send connector in other words: no kind of its own. */
const outbound = 'OutboundConnectors';

/** Mail flow > Other connectors: three kinds in one list. */
export default function OtherConnectorsPage() {
  const t = useTexts(otherConnectorTexts);
  const columns = useMemo(() => columnsOf(t), [t]);
  const mayAddSend = usePermission('New-SendConnector');
  const kindOf = (kind: OtherKind, noun: string, newLabel: string) => ({
    source: ordersOf[kind],
    noun,
    newLabel,
  });
  return (
    <KindPage<OtherKind>
      kinds={{
        DeliveryAgentConnectors: kindOf(
          'DeliveryAgentConnectors',
          'DeliveryAgentConnector',
          t('newDeliveryAgent'),
        ),
        ForeignConnectors: kindOf('ForeignConnectors', 'ForeignConnector', t('newForeign')),
        InboundConnectors: kindOf('InboundConnectors', 'InboundConnector', t('newInbound')),
      }}
      alsoMaking={[{ dialog: outbound, label: t('newOutbound'), permission: mayAddSend }]}
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      columns={columns}
      textOf={(row) => [row.Name, aboutText(row), placeText(row)].join(' ')}
      details={(row) => <OtherDetails row={row} />}
      newDialog={(props, kind) =>
        kind === outbound ? (
          <NewOutbound onClose={props.onClose} />
        ) : (
          isOtherKind(kind) && <NewOther {...props} kind={kind} />
        )
      }
      editDialog={(opened, kind) => (
        <Declared kind={kind}>{(declared) => <EditOther {...opened} {...{ kind, declared }} />}</Declared>
      )}
      canBeDisabled
    />
  );
}

function aboutText(row: OtherConnector): string {
  if (row.kind === 'InboundConnectors') return row.SenderDomains.join(', ');
  return row.AddressSpaces.map(({ Type, Address }) => `${Type}:${Address}`).join(', ');
}

function placeText(row: OtherConnector): string {
  if (row.kind === 'InboundConnectors') return '';
  return row.kind === 'ForeignConnectors' ? row.DropDirectory : row.DeliveryProtocol;
}

function columnsOf(t: T): readonly Column<OtherConnector>[] {
  return [
    {
      id: 'name',
      head: t('name'),
      width: 'minmax(140px, 2fr)',
      line: 1,
      sortBy: ({ Name }) => Name,
      render: ({ Name }) => Name,
    },
    {
      id: 'kind',
      head: t('kind'),
      width: '140px',
      line: 2,
      sortBy: ({ kind }) => t(kind),
      render: ({ kind }) => t(kind),
    },
    {
      id: 'status',
      head: t('status'),
      width: '100px',
      line: 1,
      sortBy: ({ Enabled }) => (Enabled ? 0 : 1),
      render: ({ Enabled }) => (
        <StateBadge state={Enabled ? 'good' : 'held'}>{Enabled ? t('enabled') : t('disabled')}</StateBadge>
      ),
    },
    { id: 'about', head: t('about'), width: 'minmax(150px, 2fr)', line: 2, render: aboutText },
    { id: 'place', head: t('place'), width: 'minmax(110px, 1.2fr)', render: placeText },
  ];
}

const sentences = {
  DeliveryAgentConnectors: 'sentenceDeliveryAgent',
  ForeignConnectors: 'sentenceForeign',
  InboundConnectors: 'sentenceInbound',
} as const;

function OtherDetails({ row }: { readonly row: OtherConnector }) {
  const t = useTexts(otherConnectorTexts);
  const format = useFormat();
  return (
    <>
      <StateBadge state={row.Enabled ? 'good' : 'held'}>
        {row.Enabled ? t('enabled') : t('disabled')}
      </StateBadge>
      <p>{t(sentences[row.kind], { place: placeText(row) })}</p>
      {row.kind === 'DeliveryAgentConnectors' && <Note>{t('noAgents')}</Note>}
      {row.kind === 'ForeignConnectors' && <Note>{t('noFiles')}</Note>}
      <Facts
        facts={[
          [t('kind'), t(row.kind)],
          [row.kind === 'InboundConnectors' ? t('SenderDomains') : t('spaces'), aboutText(row)],
          [
            t('servers'),
            row.kind === 'InboundConnectors' ? undefined : row.SourceTransportServers.join(', '),
          ],
          [t('Comment'), row.Comment === '' ? undefined : row.Comment],
          [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
        ]}
      />
    </>
  );
}
