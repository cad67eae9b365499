import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queries, usePermission, type ObjectOf, type Permission } from '../../../api/index.js';
import { useFormat, useTexts, type TextKey, type Texts } from '../../../text/index.js';
import {
  Declared,
  Facts,
  joinedQuery,
  Note,
  ObjectPage,
  Opened,
  StateBadge,
  type Column,
  type ListQuery,
} from '../../../ui/index.js';
import { EditOther, NewOther, ordersOf } from './other-connector-dialogs.js';
import { NewOutbound } from './new-outbound.js';
import { otherConnectorTexts } from './other-connectors.text.js';
import { type OtherKind } from './other-kinds.js';

type DeliveryAgent = ObjectOf<'DeliveryAgentConnectors'> & { readonly kind: 'DeliveryAgentConnectors' };
type Foreign = ObjectOf<'ForeignConnectors'> & { readonly kind: 'ForeignConnectors' };
type Inbound = ObjectOf<'InboundConnectors'> & { readonly kind: 'InboundConnectors' };
type OtherConnector = DeliveryAgent | Foreign | Inbound;
type T = Texts<TextKey<typeof otherConnectorTexts>>;

/** A Send connector in other words: no kind of its own. */
const outbound = 'OutboundConnectors';

/** Mail flow > Other connectors: three kinds in one list. */
export default function OtherConnectorsPage() {
  const t = useTexts(otherConnectorTexts);
  const query = useOtherConnectors();
  const columns = useMemo(() => columnsOf(t), [t]);
  const rights = useRights();
  const mayAddSend = usePermission('New-SendConnector');
  return (
    <ObjectPage
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      {...{ query, columns }}
      permissions={{ add: anyOf(rights.add), set: anyOf(rights.set), remove: anyOf(rights.remove) }}
      making={[
        {
          dialog: 'DeliveryAgentConnectors',
          label: t('newDeliveryAgent'),
          permission: rights.add.DeliveryAgentConnectors,
        },
        { dialog: 'ForeignConnectors', label: t('newForeign'), permission: rights.add.ForeignConnectors },
        { dialog: 'InboundConnectors', label: t('newInbound'), permission: rights.add.InboundConnectors },
        { dialog: outbound, label: t('newOutbound'), permission: mayAddSend },
      ]}
      textOf={(row) => [row.Name, aboutText(row), placeText(row)].join(' ')}
      details={(row) => <OtherDetails row={row} />}
      newDialog={(props, kind) =>
        kind === outbound ? (
          <NewOutbound onClose={props.onClose} />
        ) : (
          kind in ordersOf && <NewOther {...props} kind={kind as OtherKind} />
        )
      }
      editDialog={(row, { onClose, onSaved }) => (
        <Opened
          kind={row.kind}
          source={ordersOf[row.kind] as never}
          identity={row.Identity}
          onClose={onClose}
          key={row.Guid}
        >
          {(object, tag) => (
            <Declared kind={row.kind}>
              {(declared) => (
                <EditOther
                  kind={row.kind}
                  {...{ object, tag, declared, onClose }}
                  mayChange={rights.set[row.kind].allowed}
                  onSaved={() => onSaved(object)}
                />
              )}
            </Declared>
          )}
        </Opened>
      )}
      remove={({ kind, Identity }, force) => ordersOf[kind].remove(Identity, { force })}
      enable={({ kind, Identity }, Enabled, force) => ordersOf[kind].set(Identity, { Enabled }, { force })}
    />
  );
}

type Rights = Readonly<Record<OtherKind, Permission>>;

function useRights(): Readonly<Record<'add' | 'set' | 'remove', Rights>> {
  return {
    add: {
      DeliveryAgentConnectors: usePermission('New-DeliveryAgentConnector'),
      ForeignConnectors: usePermission('New-ForeignConnector'),
      InboundConnectors: usePermission('New-InboundConnector'),
    },
    set: {
      DeliveryAgentConnectors: usePermission('Set-DeliveryAgentConnector'),
      ForeignConnectors: usePermission('Set-ForeignConnector'),
      InboundConnectors: usePermission('Set-InboundConnector'),
    },
    remove: {
      DeliveryAgentConnectors: usePermission('Remove-DeliveryAgentConnector'),
      ForeignConnectors: usePermission('Remove-ForeignConnector'),
      InboundConnectors: usePermission('Remove-InboundConnector'),
    },
  };
}

/** Of some kind at least; of the kind of a row the server says. */
function anyOf(rights: Rights): Permission {
  return Object.values(rights).find(({ allowed }) => allowed) ?? rights.ForeignConnectors;
}

function useOtherConnectors(): ListQuery<OtherConnector> {
  return useQueries({
    queries: [
      queries.list('DeliveryAgentConnectors', api.deliveryAgentConnectors),
      queries.list('ForeignConnectors', api.foreignConnectors),
      queries.list('InboundConnectors', api.inboundConnectors),
    ],
    combine: ([agents, foreign, inbound]) =>
      joinedQuery(
        [agents, foreign, inbound],
        agents.data &&
          foreign.data &&
          inbound.data && [
            ...agents.data.rows.map((row) => ({ ...row, kind: 'DeliveryAgentConnectors' as const })),
            ...foreign.data.rows.map((row) => ({ ...row, kind: 'ForeignConnectors' as const })),
            ...inbound.data.rows.map((row) => ({ ...row, kind: 'InboundConnectors' as const })),
          ],
      ),
  });
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
