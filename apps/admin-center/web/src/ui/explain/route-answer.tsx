import type { OutputOf } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { PageLink } from '../control/page-link.js';
import { Facts } from '../list/details.js';
import { Note } from '../shown/note.js';
import { StateBadge, type State } from '../shown/state-badge.js';
import { Verdicts } from './explain-page.js';
import { routeAnswerTexts } from './route-answer.text.js';

type Explained = OutputOf<'Explain-Route'>;
type Route = Explained['routes'][number];

const states: Readonly<Record<Route['outcome'], State>> = {
  routed: 'good',
  failed: 'bad',
  unreachable: 'warn',
};

/** Which way a message takes, why, and why by no other connector. */
export function RouteAnswer({ explained }: { readonly explained: Explained }) {
  const t = useTexts(routeAnswerTexts);
  const { group, routes, winner, losers, server } = explained;
  return (
    <>
      {group !== undefined && <Note tone="info">{t('group', { group })}</Note>}
      <ol className="decisions">
        {routes.map((route) => (
          <li key={route.recipient}>
            <h3>{route.recipient}</h3>
            <StateBadge state={states[route.outcome]}>{t(route.outcome)}</StateBadge>
            <Facts
              facts={[
                [t('because'), route.reason],
                [t('deliveryType'), route.deliveryType],
                [t('nextHop'), route.nextHopDomain],
                [t('said'), route.said],
                [t('server'), server],
              ]}
            />
          </li>
        ))}
        {winner && (
          <li>
            <h3>{t('winner')}</h3>
            <p>
              <PageLink to={hrefOf(winner) ?? ''}>{winner.connector}</PageLink>
            </p>
            <p className="dim">{winner.reason}</p>
          </li>
        )}
      </ol>
      <Verdicts
        title={t('losers')}
        verdicts={losers.map((each) => ({
          name: each.connector,
          href: hrefOf(each),
          sort: each.kind,
          reason: each.reason,
        }))}
      />
    </>
  );
}

function hrefOf({
  connector,
  kind,
}: {
  readonly connector: string;
  readonly kind: string;
}): string | undefined {
  if (kind !== 'SendConnector') return undefined;
  return `/mail-flow/send-connectors?${new URLSearchParams({ q: connector }).toString()}`;
}
