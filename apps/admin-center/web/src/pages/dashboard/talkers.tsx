import { useQuery } from '@tanstack/react-query';

import { queries, usePermission } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { dashboardTexts } from './dashboard.text.js';
import { Ranking, type Ranked } from './ranking.js';

const shownMax = 5;
const readMs = 60_000;

/** Who has sent the most in the last hour, where most went, and what failed. */
export function Talkers() {
  const t = useTexts(dashboardTexts);
  const { allowed } = usePermission('Get-TopTalker');
  const { data } = useQuery({
    ...queries.run('Get-TopTalker', { limit: shownMax }),
    enabled: allowed,
    refetchInterval: readMs,
  });
  if (data === undefined) return null;
  return (
    <section className="panel">
      <h2>{t('talkers')}</h2>
      <Ranking
        title={t('topSenders')}
        none={t('nobodySent')}
        rows={rankedOf(data.senders)}
        linkOf={(sender) => tracking(`from:${sender}`)}
      />
      <Ranking
        title={t('topSent')}
        none={t('nothingSent')}
        rows={rankedOf(data.destinations)}
        linkOf={(domain) => tracking(`to:*@${domain}`)}
      />
      <Ranking title={t('topFailed')} none={t('nothingFailed')} rows={rankedOf(data.errors)} />
      {!data.isComplete && <p className="dim">{t('newestOnly')}</p>}
    </section>
  );
}

function rankedOf(
  counted: readonly { readonly value: string; readonly events: number }[],
): readonly Ranked[] {
  return counted.map(({ value, events }) => [value, events]);
}

function tracking(query: string): string {
  return `/tracking?q=${encodeURIComponent(query)}`;
}
