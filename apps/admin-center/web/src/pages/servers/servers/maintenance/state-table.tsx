import { useFormat, useTexts } from '../../../../text/index.js';
import { StateBadge } from '../../../../ui/index.js';
import { maintenanceTexts } from './maintenance.text.js';
import { isWithin, type ComponentView, type Scope } from './scope.js';

export interface StateTableProps {
  readonly scope: Scope;
  readonly views: readonly ComponentView[] | undefined;
}

/** In which state each component is, and who has asked for that. */
export function StateTable({ scope, views }: StateTableProps) {
  const t = useTexts(maintenanceTexts);
  return (
    <table className="state-table" aria-label={t('states')}>
      <thead>
        <tr>
          <th scope="col">{t('component')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('askedBy')}</th>
        </tr>
      </thead>
      <tbody>
        {views
          ?.filter((view) => isWithin(scope, view))
          .map((view) => (
            <StateRow key={view.component} view={view} scope={scope} />
          ))}
      </tbody>
    </table>
  );
}

function StateRow({ view, scope }: { readonly view: ComponentView; readonly scope: Scope }) {
  const t = useTexts(maintenanceTexts);
  const { component, state: whole, instances } = view;
  const own = instances.find(({ id }) => id === scope.process?.id);
  const state = own?.state ?? whole;
  return (
    <tr>
      <th scope="row">{nameOf(component, t)}</th>
      <td>
        <StateBadge state={state === 'Active' ? 'good' : 'held'}>{t(state)}</StateBadge>
      </td>
      <td>
        <Requests view={view} scope={scope} />
      </td>
    </tr>
  );
}

type T = ReturnType<typeof useTexts<keyof typeof maintenanceTexts.en>>;

function nameOf(component: ComponentView['component'], t: T): string {
  const isNamed = component !== 'Monitoring' && component !== 'RecoveryActionsEnabled';
  return isNamed ? t(component) : component;
}

/** Only who keeps it from being active matters. */
function Requests({ view, scope }: { readonly view: ComponentView; readonly scope: Scope }) {
  const t = useTexts(maintenanceTexts);
  const format = useFormat();
  const keeping = view.requests
    .filter(({ state }) => state !== 'Active')
    .filter(
      ({ instance }) => scope.process === undefined || (instance ?? scope.process.id) === scope.process.id,
    );
  if (keeping.length === 0) return <span className="dim">{t('nobody')}</span>;
  return keeping.map(({ requester, state, timestamp, instance }) => {
    const process = view.instances.find(({ id }) => id === instance);
    const words = { requester, state: t(state), time: format.dateTime(timestamp) };
    return (
      <div key={`${requester} ${instance ?? ''}`}>
        {instance === undefined
          ? t('request', words)
          : t('requestOf', { ...words, process: process ? `${process.host}:${process.pid}` : instance })}
      </div>
    );
  });
}
