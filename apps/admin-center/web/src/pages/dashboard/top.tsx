import { useQueues, type Queue } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { dashboardTexts } from './dashboard.text.js';
import { Ranking, type Ranked } from './ranking.js';
import { deliveryQueues } from './tile-rules.js';

const shownMax = 5;

/** Where most waits, and for what reasons. */
export function Top() {
  const t = useTexts(dashboardTexts);
  const { data } = useQueues();
  if (data === undefined) return null;
  const queues = deliveryQueues(data).filter(({ messageCount }) => messageCount > 0);
  return (
    <section className="panel">
      <h2>{t('top')}</h2>
      <Ranking
        title={t('topDestinations')}
        none={t('topNothing')}
        rows={ranked(queues, ({ nextHopDomain }) => nextHopDomain)}
        linkOf={(domain) => `/queue-viewer/messages?q=${encodeURIComponent(`domain:${domain}`)}`}
      />
      <Ranking
        title={t('topErrors')}
        none={t('noErrors')}
        rows={ranked(queues, ({ lastError }) => lastError)}
      />
    </section>
  );
}

function ranked(queues: readonly Queue[], by: (queue: Queue) => string | undefined): readonly Ranked[] {
  const sums = new Map<string, number>();
  for (const queue of queues) {
    const what = by(queue);
    if (what !== undefined && what !== '') sums.set(what, (sums.get(what) ?? 0) + queue.messageCount);
  }
  return [...sums].toSorted(([, one], [, other]) => other - one).slice(0, shownMax);
}
