import { useQuery } from '@tanstack/react-query';

import { queries } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Details, Facts, Section, StateBadge } from '../../../ui/index.js';
import { ProcessState } from './columns.js';
import { componentOf, nameOf, type Process } from './processes.js';
import { ServiceLog } from './service-log.js';
import { servicesTexts } from './services.text.js';

export interface ServiceDetailsProps {
  readonly rows: readonly Process[];
  readonly onClose: () => void;
}

/** Where a process listens, or why not, and what is wrong with it. */
export function ServiceDetails({ rows, onClose }: ServiceDetailsProps) {
  const t = useTexts(servicesTexts);
  const format = useFormat();
  const [row] = rows;
  if (row === undefined) return null;
  if (rows.length > 1) {
    return (
      <Details title={t('severalSelected', { count: rows.length })} onClose={onClose}>
        <ul>
          {rows.map((each) => (
            <li key={each.id}>{nameOf(each)}</li>
          ))}
        </ul>
      </Details>
    );
  }
  return (
    <Details title={nameOf(row)} onClose={onClose}>
      <ProcessState t={t} process={row} />
      <Listeners row={row} />
      <Faults row={row} />
      <Requests row={row} />
      <Durability row={row} />
      <ServiceLog row={row} />
      <Section title={t('process')}>
        <Facts
          facts={[
            [t('server'), row.server],
            [t('address'), <span className="mono">{row.address}</span>],
            [t('startedAt'), format.dateTime(Date.parse(row.startedAt))],
            [t('restarts'), format.number(row.restarts ?? 0)],
            [t('version'), row.version],
            [t('revision'), row.revision],
            [t('id'), <span className="mono">{row.id}</span>],
          ]}
        />
      </Section>
    </Details>
  );
}

function Listeners({ row }: { readonly row: Process }) {
  const t = useTexts(servicesTexts);
  return (
    <Section title={t('listeners')}>
      {row.listeners.length === 0 && <p className="dim">{t('noListeners')}</p>}
      {row.listeners.map(({ name, endpoint: { address, port }, state, error }) => (
        <div key={`${name} ${address} ${port}`}>
          <StateBadge state={state === 'Failed' ? 'bad' : 'good'}>{t(state)}</StateBadge>{' '}
          <span className="mono">
            {address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`}
          </span>
          <div className="dim">{error === undefined ? name : `${name}: ${error}`}</div>
        </div>
      ))}
    </Section>
  );
}

function Faults({ row: { degradations = [] } }: { readonly row: Process }) {
  const t = useTexts(servicesTexts);
  const format = useFormat();
  if (degradations.length === 0) return null;
  return (
    <Section title={t('faultsHead')}>
      {degradations.map(({ code, subject, reason, since, count }) => (
        <div key={`${code} ${subject}`}>
          <StateBadge state="warn">{code}</StateBadge>
          <div>
            {subject}: {reason}{' '}
            <span className="dim">
              {t('since', { time: format.dateTime(Date.parse(since)) })}
              {count !== undefined && count > 1 && ` ${t('others', { count: count - 1 })}`}
            </span>
          </div>
        </div>
      ))}
    </Section>
  );
}

/** Whoever has taken it out has to bring it back. */
function Requests({ row }: { readonly row: Process }) {
  const t = useTexts(servicesTexts);
  const format = useFormat();
  const component = componentOf(row);
  const { data } = useQuery({
    ...queries.run('Get-ServerComponentState', { server: row.server }),
    enabled: component !== undefined,
  });
  const requests = data
    ?.filter((each) => each.component === component || each.component === 'ServerWideOffline')
    .flatMap((each) => each.requests)
    .filter(({ instance, state }) => (instance ?? row.id) === row.id && state !== 'Active');
  if (requests === undefined || requests.length === 0) return null;
  return (
    <Section title={t('requests')}>
      {requests.map(({ requester, state, timestamp }) => (
        <p key={`${requester} ${timestamp}`}>
          {t('request', { requester, state: t(state), time: format.dateTime(timestamp) })}
        </p>
      ))}
    </Section>
  );
}

function Durability({ row: { durability } }: { readonly row: Process }) {
  const t = useTexts(servicesTexts);
  if (durability === undefined) return null;
  return (
    <Section title={t('durabilityHead')}>
      {durability.strict ? (
        <p>{t('strict')}</p>
      ) : (
        durability.weaknesses.map((weakness) => (
          <p key={weakness}>
            <StateBadge state="bad">{weakness}</StateBadge>
          </p>
        ))
      )}
    </Section>
  );
}
