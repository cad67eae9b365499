import { useQuery } from '@tanstack/react-query';

import { api, queries, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Note } from '../../../ui/index.js';
import { uncoveredNames, type Certificate } from './certificate.js';
import { certificatesTexts } from './certificates.text.js';

export interface UncoveredProps {
  readonly server: string;
  readonly certificates: readonly Certificate[] | undefined;
}

/** Names by which Receive connectors greet, and which no valid certificate bears. */
export function Uncovered({ server, certificates }: UncoveredProps) {
  const t = useTexts(certificatesTexts);
  const { data } = useQuery({
    ...queries.list('ReceiveConnectors', api.receiveConnectors, { server }),
    enabled: usePermission('Get-ReceiveConnector').allowed,
  });
  if (data === undefined || certificates === undefined) return null;
  const names = uncoveredNames(data.rows, certificates);
  if (names.length === 0) return null;
  return <Note>{t('uncovered', { names: names.join(', '), count: names.length })}</Note>;
}
