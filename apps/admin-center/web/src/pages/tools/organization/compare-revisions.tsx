import { useQuery } from '@tanstack/react-query';

import { queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Changes, Dialog } from '../../../ui/index.js';
import { organizationTexts } from './organization.text.js';

interface CompareRevisionsProps {
  readonly from: number;
  /** Absent: what is in force now. */
  readonly to?: number | undefined;
  readonly onClose: () => void;
}

/** What has become of the organization between two revisions. */
export function CompareRevisions({ from, to, onClose }: CompareRevisionsProps) {
  const t = useTexts(organizationTexts);
  const { data, error } = useQuery(
    queries.run('Compare-OrganizationRevision', { from, ...(to !== undefined && { to }) }),
  );
  const title =
    to === undefined ? t('compareNow', { from, to: data?.to ?? '…' }) : t('compareTitle', { from, to });
  return (
    <Dialog title={title} onClose={onClose} error={error} isWide>
      {data && <p>{data.changes.length === 0 ? t('compareNothing') : data.summary}</p>}
      {data && data.changes.length > 0 && <Changes lines={data.changes} />}
    </Dialog>
  );
}
