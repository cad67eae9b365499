import { api, useLiveRows, type OutputOf } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import { AttentionLink, StateSign, useAttentionWords, type State } from '../../ui/index.js';
import { dashboardTexts } from './dashboard.text.js';

type Item = OutputOf<'Get-NeedsAttention'>['rows'][number] & { readonly rank: number };

const shownMax = 8;
const readMax = 1_000;
const states = { NeedsPerson: 'bad', TriesAgain: 'warn', Held: 'held' } as const satisfies Record<
  string,
  State
>;

/** What keeps mail from flowing, or soon will: the worst first, each with its next step. */
export function Attention() {
  const t = useTexts(dashboardTexts);
  const { data } = useLiveRows<Item>({ topic: 'attention', read, keyOf: ({ id }) => id });
  const items = data?.toSorted((one, other) => one.rank - other.rank);
  const hidden = Math.max(0, (items?.length ?? 0) - shownMax);
  return (
    <section className="panel">
      <h2>{t('attention')}</h2>
      {items?.length === 0 && <p className="dim">{t('nothingNeeded')}</p>}
      <ul className="attention">
        {items?.slice(0, shownMax).map((item) => (
          <AttentionItem key={item.id} item={item} />
        ))}
      </ul>
      {hidden > 0 && <p className="dim">{t('more', { count: hidden })}</p>}
    </section>
  );
}

async function read(signal: AbortSignal): Promise<readonly Item[]> {
  const { rows } = await api.run('Get-NeedsAttention', { limit: readMax }, signal);
  return rows.map((item, rank) => ({ ...item, rank }));
}

function AttentionItem({ item }: { readonly item: Item }) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  const { subject, reason, state, since, page } = item;
  const { kind, next } = useAttentionWords()(item);
  return (
    <li data-state={states[state]}>
      <StateSign state={states[state]} />
      <div>
        <AttentionLink page={page}>
          <strong>{subject}</strong>
        </AttentionLink>{' '}
        {kind}
        <span className="clamped" title={format.timesIn(reason)}>
          {format.timesIn(reason)}
        </span>{' '}
        {since !== undefined && (
          <time className="dim" dateTime={new Date(since).toISOString()} title={format.dateTime(since)}>
            {t('since', { time: format.relative(since) })}
          </time>
        )}
        <p className="dim">{next}</p>
      </div>
    </li>
  );
}
