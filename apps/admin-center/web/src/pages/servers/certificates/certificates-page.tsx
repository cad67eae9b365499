import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { queries, useSession } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { ListView, useList } from '../../../ui/index.js';
import { CertificateDetails } from './certificate-details.js';
import {
  AssignServices,
  ImportCertificate,
  NewCertificate,
  RemoveCertificate,
  RenewCertificate,
} from './certificate-dialogs.js';
import { certificatesTexts } from './certificates.text.js';
import { Uncovered } from './uncovered.js';
import { CertificatesToolbar, type Asked } from './certificates-toolbar.js';
import { certificateColumns, searchedText } from './columns.js';

/** Servers > Certificates: those of the server that answers, and the requests that wait. */
export default function CertificatesPage() {
  const t = useTexts(certificatesTexts);
  const format = useFormat();
  const { server } = useSession().here;
  const query = useQuery(queries.run('Get-ExchangeCertificate', { server }));
  const columns = useMemo(() => certificateColumns(t, format), [t, format]);
  const list = useList({
    query,
    columns,
    keyOf: ({ thumbprint }) => thumbprint,
    textOf: searchedText,
    sortedBy: 'name',
  });
  const [asked, setAsked] = useState<Asked>();
  const [one] = list.selectedRows;
  const close = (): void => setAsked(undefined);
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={<CertificatesToolbar list={list} server={server} onAsk={setAsked} />}
        above={<Uncovered server={server} certificates={query.data} />}
        empty={<p>{t('empty')}</p>}
        details={
          one && (
            <CertificateDetails
              row={one}
              onClose={() => list.select({ ...list.selection, keys: new Set() })}
            />
          )
        }
      />
      {asked === 'new' && <NewCertificate server={server} onClose={close} />}
      {asked === 'import' && <ImportCertificate server={server} onClose={close} />}
      {asked === 'renew' && one && <RenewCertificate server={server} row={one} onClose={close} />}
      {asked === 'assign' && one && <AssignServices server={server} row={one} onClose={close} />}
      {asked === 'remove' && one && <RemoveCertificate server={server} row={one} onClose={close} />}
    </>
  );
}
