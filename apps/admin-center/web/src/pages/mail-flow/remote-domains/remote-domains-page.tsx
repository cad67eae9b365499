import { useMemo } from 'react';

import { api, type ObjectOf } from '../../../api/index.js';
import { useFormat, useTexts, type TextKey, type Texts } from '../../../text/index.js';
import { Facts, KindPage, type Column } from '../../../ui/index.js';
import { EditRemoteDomain, NewRemoteDomain } from './remote-domain-dialogs.js';
import { remoteDomainTexts } from './remote-domains.text.js';

type RemoteDomain = ObjectOf<'RemoteDomains'>;

/** Mail flow > Remote domains. */
export default function RemoteDomainsPage() {
  const t = useTexts(remoteDomainTexts);
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <KindPage
      kinds={{ RemoteDomains: { source: api.remoteDomains, noun: 'RemoteDomain' } }}
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      columns={columns}
      textOf={({ Name, DomainName }) => `${Name} ${DomainName}`}
      details={(row) => <DomainDetails row={row} />}
      newDialog={(props) => <NewRemoteDomain {...props} />}
      editDialog={(opened) => <EditRemoteDomain {...opened} />}
      isKept={({ DomainName }) => DomainName === '*'}
    />
  );
}

type T = Texts<TextKey<typeof remoteDomainTexts>>;

function columnsOf(t: T): readonly Column<RemoteDomain>[] {
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
      id: 'domain',
      head: t('domain'),
      width: 'minmax(120px, 1.6fr)',
      line: 2,
      sortBy: ({ DomainName }) => DomainName,
      render: ({ DomainName }) => DomainName,
    },
    {
      id: 'oof',
      head: t('outOfOffice'),
      width: 'minmax(140px, 1.6fr)',
      sortBy: ({ AllowedOOFType }) => AllowedOOFType,
      render: ({ AllowedOOFType }) => t(AllowedOOFType),
    },
    {
      id: 'automatic',
      head: t('automatic'),
      width: '140px',
      line: 1,
      sortBy: ({ AutoReplyEnabled }) => (AutoReplyEnabled ? 0 : 1),
      render: ({ AutoReplyEnabled }) => (AutoReplyEnabled ? t('on') : t('off')),
    },
    {
      id: 'reports',
      head: t('reports'),
      width: 'minmax(130px, 1.4fr)',
      line: 2,
      render: (row) => reportsText(row, t),
    },
  ];
}

function reportsText({ DeliveryReportEnabled, NDREnabled }: RemoteDomain, t: T): string {
  const sorts = [DeliveryReportEnabled && t('delivery'), NDREnabled && t('nonDelivery')];
  return sorts.filter((sort) => sort !== false).join(', ') || t('none');
}

function DomainDetails({ row }: { readonly row: RemoteDomain }) {
  const t = useTexts(remoteDomainTexts);
  const format = useFormat();
  const onOff = (isOn: boolean): string => (isOn ? t('on') : t('off'));
  return (
    <>
      <p>{t('sentence', { domain: row.DomainName === '*' ? t('everybody') : row.DomainName })}</p>
      <Facts
        facts={[
          [t('outOfOffice'), t(row.AllowedOOFType)],
          [t('automatic'), onOff(row.AutoReplyEnabled)],
          [t('AutoForwardEnabled'), onOff(row.AutoForwardEnabled)],
          [t('reports'), reportsText(row, t)],
          [t('CharacterSet'), row.CharacterSet || undefined],
          [t('LineWrapSize'), String(row.LineWrapSize)],
          [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
        ]}
      />
    </>
  );
}
