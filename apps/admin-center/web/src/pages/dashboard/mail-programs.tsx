import { useQuery } from '@tanstack/react-query';

import { queries, usePermission } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { dashboardTexts } from './dashboard.text.js';

/** What people enter into their mail programs, of the connectors that advertise it. */
export function MailPrograms() {
  const t = useTexts(dashboardTexts);
  const { allowed } = usePermission('Get-ClientSettings');
  const { data = [] } = useQuery({ ...queries.run('Get-ClientSettings', {}), enabled: allowed });
  if (data.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('mailPrograms')}</h2>
      <ul className="lines">
        {data.map(({ server, port, encryption, login }) => (
          <li key={`${server} ${port}`}>{t('program', { server, port: String(port), encryption, login })}</li>
        ))}
      </ul>
    </section>
  );
}
