import { useQueues, type Queue } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import { PageLink } from '../../ui/index.js';
import { dashboardTexts } from './dashboard.text.js';
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

type Row = readonly [what: string, messages: number];

function ranked(queues: readonly Queue[], by: (queue: Queue) => string | undefined): readonly Row[] {
  const sums = new Map<string, number>();
  for (const queue of queues) {
    const what = by(queue);
    if (what !== undefined && what !== '') sums.set(what, (sums.get(what) ?? 0) + queue.messageCount);
  }
  return [...sums].toSorted(([, one], [, other]) => other - one).slice(0, shownMax);
}

interface RankingProps {
  readonly title: string;
  readonly none: string;
  readonly rows: readonly Row[];
  readonly linkOf?: (what: string) => string;
}

function Ranking({ title, none, rows, linkOf }: RankingProps) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  return (
    <>
      <h3>{title}</h3>
      {rows.length === 0 && <p className="dim">{none}</p>}
      <ul className="lines">
        {rows.map(([what, messages]) => (
          <li key={what}>
            <span className="what" title={what}>
              {linkOf === undefined ? what : <PageLink to={linkOf(what)}>{what}</PageLink>}
            </span>
            <span className="number" title={t('messages', { count: messages })}>
              {format.number(messages)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
