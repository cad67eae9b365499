import { useServices } from '../../../../api/index.js';
import { useFormat, useTexts } from '../../../../text/index.js';
import { StateBadge } from '../../../../ui/index.js';
import type { TransportComponent } from '../server-row.js';
import { maintenanceTexts } from './maintenance.text.js';
import { servingInstead, type Scope, type Serving } from './scope.js';
import type { Remaining } from './use-remaining.js';

interface Foreseen {
  readonly server: string;
  readonly scope: Scope;
  readonly remaining: Remaining;
}

type T = ReturnType<typeof useTexts<keyof typeof maintenanceTexts.en>>;

/** In words and figures, before it happens: what clients get, what becomes of messages, and who would notice. */
export function WhatWillHappen({ server, scope, remaining }: Foreseen) {
  const t = useTexts(maintenanceTexts);
  const { data: services = [] } = useServices();
  const whoServes = scope.components.map((component) =>
    servingText(component, { serving: servingInstead(component, { scope, server, services }), server, t }),
  );
  return (
    <section>
      <h3>{t('will')}</h3>
      <ul>
        <li>{t('sessions', { count: remaining.sessions })}</li>
        <MessagesLine {...{ server, scope, remaining }} />
        {whoServes.map((text) => (
          <li key={text}>{text}</li>
        ))}
        <li>{t('nothingLost')}</li>
      </ul>
    </section>
  );
}

function MessagesLine({ server, scope, remaining }: Foreseen) {
  const t = useTexts(maintenanceTexts);
  const { messages, queues, suspended } = remaining;
  const isOfFront = scope.components.every((component) => component === 'FrontendTransport');
  if (isOfFront) return <li>{t('frontKeeps')}</li>;
  if (scope.process !== undefined) return <li>{t('stays', { server })}</li>;
  if (messages === undefined) return null;
  return (
    <li>
      {t('emptied', { count: messages, queues, server })}{' '}
      {suspended > 0 && t('heldStay', { count: suspended })}
    </li>
  );
}

/** Whoever else does the work: of the same server first. */
function servingText(
  component: TransportComponent,
  { serving, server, t }: { readonly serving: Serving; readonly server: string; readonly t: T },
): string {
  const isHub = component === 'HubTransport';
  const { replicas, servers } = serving;
  if (replicas > 0) return t('replicas', { count: replicas, component: t(component), server });
  if (servers.length === 0) return isHub ? t('noHub') : t('noFront');
  return t(isHub ? 'otherHubs' : 'otherFronts', { servers: servers.join(', ') });
}

/** How much is left, as it falls. */
export function LiveCounts({ scope, remaining }: Omit<Foreseen, 'server'>) {
  const t = useTexts(maintenanceTexts);
  const format = useFormat();
  const { sessions, messages, queues } = remaining;
  const hasQueues =
    scope.process === undefined && scope.components.some((component) => component !== 'FrontendTransport');
  const figures = [
    [t('openSessions'), sessions],
    ...(hasQueues
      ? ([
          [t('messages'), messages],
          [t('queues'), queues],
        ] as const)
      : []),
  ] as const;
  const isEmpty = figures.every(([, count]) => count === 0);
  return (
    <section>
      <h3>{t('now')}</h3>
      <dl className="figures">
        {figures.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count === undefined ? '–' : format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <p className="figures-end" role="status">
        {isEmpty && <StateBadge state="good">{t('empty')}</StateBadge>}
      </p>
    </section>
  );
}
