import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { queries, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  ExplainPage,
  Facts,
  Note,
  PageLink,
  StateBadge,
  TextField,
  useUrlState,
  Verdicts,
  type State,
} from '../../../ui/index.js';
import { explainRouteTexts } from './explain-route.text.js';

type Explained = OutputOf<'Explain-Route'>;
type Route = Explained['routes'][number];

interface Question {
  readonly from: string;
  readonly to: string;
  readonly size: string;
}

const presets: Question = { from: '', to: '', size: '10 KB' };

/** Tools > Explain route. The address of the page has the question. */
export default function ExplainRoutePage() {
  const t = useTexts(explainRouteTexts);
  const [asked, ask] = useUrlState({ ...presets });
  const { from, to, size } = asked;
  const query = useQuery({
    ...queries.run('Explain-Route', { from: from || '<>', to, size }),
    enabled: to !== '',
  });
  return (
    <ExplainPage
      title={t('title')}
      intro={t('intro')}
      form={<QuestionForm key={JSON.stringify(asked)} asked={asked} />}
      onAsk={(form) => ask(questionOf(form))}
      action={t('explain')}
      error={query.error}
    >
      {query.data && <Answer explained={query.data} />}
    </ExplainPage>
  );
}

function questionOf(form: FormData): Question {
  const textOf = (name: keyof Question): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : presets[name];
  };
  return { from: textOf('from'), to: textOf('to'), size: textOf('size') };
}

function QuestionForm({ asked }: { readonly asked: Question }) {
  const t = useTexts(explainRouteTexts);
  const [said, setSaid] = useState(asked);
  const field = (name: keyof Question) => ({
    name,
    value: said[name],
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
  });
  return (
    <>
      <TextField {...field('to')} label={t('recipient')} description={t('recipientHelp')} autoFocus />
      <TextField {...field('from')} label={t('sender')} description={t('senderHelp')} />
      <TextField {...field('size')} label={t('size')} description={t('sizeHelp')} />
    </>
  );
}

const states: Readonly<Record<Route['outcome'], State>> = {
  routed: 'good',
  failed: 'bad',
  unreachable: 'warn',
};

function Answer({ explained }: { readonly explained: Explained }) {
  const t = useTexts(explainRouteTexts);
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
