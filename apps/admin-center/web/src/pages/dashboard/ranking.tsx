import { useFormat, useTexts } from '../../text/index.js';
import { PageLink } from '../../ui/index.js';
import { dashboardTexts } from './dashboard.text.js';

export type Ranked = readonly [what: string, messages: number];

export interface RankingProps {
  readonly title: string;
  readonly none: string;
  readonly rows: readonly Ranked[];
  readonly linkOf?: (what: string) => string;
}

/** The most first; each may lead to what explains it. */
export function Ranking({ title, none, rows, linkOf }: RankingProps) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  return (
    <>
      <h3>{title}</h3>
      {rows.length === 0 && <p className="dim">{none}</p>}
      <ul className="lines">
        {rows.map(([what, messages]) => (
          <li key={what}>
            <span className="what" title={what} translate="no">
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
