import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, queries, type ObjectOf } from '../../../api/index.js';
import { useFormat, useTexts, type TextKey, type Texts } from '../../../text/index.js';
import { Facts, KindPage, Note, type Column } from '../../../ui/index.js';
import { EditDomain, NewDomain } from './accepted-domain-dialogs.js';
import { acceptedDomainTexts } from './accepted-domains.text.js';

type AcceptedDomain = ObjectOf<'AcceptedDomains'>;

/** Mail flow > Accepted domains. */
export default function AcceptedDomainsPage() {
  const t = useTexts(acceptedDomainTexts);
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <KindPage
      kinds={{ AcceptedDomains: { source: api.acceptedDomains, noun: 'AcceptedDomain' } }}
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      columns={columns}
      textOf={({ Name, DomainName }) => `${Name} ${DomainName}`}
      details={(row) => <DomainDetails row={row} />}
      newDialog={(props) => <NewDomain {...props} />}
      editDialog={(opened) => <EditDomain {...opened} />}
      isKept={({ Default }) => Default}
    />
  );
}

function columnsOf(t: Texts<TextKey<typeof acceptedDomainTexts>>): readonly Column<AcceptedDomain>[] {
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
      width: 'minmax(140px, 2fr)',
      line: 2,
      sortBy: ({ DomainName }) => DomainName,
      render: ({ DomainName, MatchSubDomains }) =>
        MatchSubDomains ? `${DomainName}, *.${DomainName}` : DomainName,
    },
    {
      id: 'type',
      head: t('type'),
      width: 'minmax(120px, 1fr)',
      line: 2,
      sortBy: ({ DomainType }) => t(DomainType),
      render: ({ DomainType }) => t(DomainType),
    },
    {
      id: 'default',
      head: t('default'),
      width: '96px',
      line: 1,
      sortBy: ({ Default }) => (Default ? 0 : 1),
      render: ({ Default }) => (Default ? <span className="chip">{t('isDefault')}</span> : ''),
    },
  ];
}

function DomainDetails({ row }: { readonly row: AcceptedDomain }) {
  const t = useTexts(acceptedDomainTexts);
  const format = useFormat();
  const { data } = useQuery(queries.list('SendConnectors', api.sendConnectors));
  const isRelay = row.DomainType !== 'Authoritative';
  const isReached = data?.rows.some(
    ({ Enabled, AddressSpaces }) =>
      Enabled && AddressSpaces.some(({ Address }) => covers(Address, row.DomainName)),
  );
  return (
    <>
      <p>{t(`${row.DomainType}Help`)}</p>
      {isRelay && isReached === false && <Note>{t('needsConnector')}</Note>}
      <Facts
        facts={[
          [t('domain'), row.DomainName],
          [t('type'), t(row.DomainType)],
          [t('catchAll'), row.CatchAllRecipient],
          [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
        ]}
      />
    </>
  );
}

/** Whether an address space has the domain: `*`, the domain, or `*.` and one above it. */
function covers(space: string, domain: string): boolean {
  const name = domain.replace(/^\*\./, '');
  if (space === '*' || space === domain || space === name) return true;
  return space.startsWith('*.') && `.${name}`.endsWith(space.slice(1));
}
