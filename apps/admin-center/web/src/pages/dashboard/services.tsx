import { useQuery } from '@tanstack/react-query';

import { queries, useServices, type Service } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { PageLink, StateBadge, type State } from '../../ui/index.js';
import { dashboardTexts } from './dashboard.text.js';

/** Replicas by service, as they come and go. */
export function Services() {
  const t = useTexts(dashboardTexts);
  const { data } = useServices();
  const { data: health } = useQuery(queries.health());
  // Without rights a monitor is told the state alone.
  const expected = Object.keys(health?.services ?? {});
  const names = [...new Set([...expected, ...(data ?? []).map(({ service }) => service)])].toSorted();
  return (
    <section className="panel">
      <h2>{t('services')}</h2>
      <ul className="lines">
        {data !== undefined &&
          names.map((name) => (
            <ServiceLine
              key={name}
              name={name}
              running={data.filter(({ service }) => service === name)}
              isExpected={expected.includes(name)}
            />
          ))}
      </ul>
      <PageLink to="/servers/services">{t('allServices')}</PageLink>
    </section>
  );
}

interface ServiceLineProps {
  readonly name: string;
  readonly running: readonly Service[];
  readonly isExpected: boolean;
}

function ServiceLine({ name, running, isExpected }: ServiceLineProps) {
  const t = useTexts(dashboardTexts);
  const active = running.filter(({ state }) => state === 'Active').length;
  return (
    <li>
      <span translate="no">
        <PageLink to={`/servers/services?q=${name}`}>{name}</PageLink>
      </span>
      <StateBadge state={stateOf(active, running.length, isExpected)}>
        {running.length === 0 ? t('noneRuns') : t('activeOf', { active, running: running.length })}
      </StateBadge>
    </li>
  );
}

function stateOf(active: number, running: number, isExpected: boolean): State {
  if (active > 0) return active < running ? 'held' : 'good';
  return isExpected ? 'bad' : 'held';
}
