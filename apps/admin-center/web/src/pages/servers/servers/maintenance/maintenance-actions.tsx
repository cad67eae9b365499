import { useState } from 'react';

import { usePermission, useSession } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { Action, BulkDialog, Confirm, Dialog, Select, useMailboxServers } from '../../../../ui/index.js';
import { maintenanceTexts } from './maintenance.text.js';
import { backOrders, drainOrders, isWithin, offlineOrders, type ComponentView, type Scope } from './scope.js';
import type { Maintenance } from './use-maintenance.js';
import type { Remaining } from './use-remaining.js';

export interface MaintenanceActionsProps {
  readonly server: string;
  readonly scope: Scope;
  readonly maintenance: Maintenance;
  readonly remaining: Remaining;
}

/** Drain, redirect, offline, back: in the order in which they are done. */
export function MaintenanceActions(props: MaintenanceActionsProps) {
  const { scope, maintenance, remaining } = props;
  const { permission, views = [] } = maintenance;
  const isPending = maintenance.isPending || maintenance.views === undefined;
  const t = useTexts(maintenanceTexts);
  const [isAsking, setIsAsking] = useState(false);
  const state = stateOf(scope, views);
  const back = backOrders(scope, views);
  const left = remaining.messages ?? 0;
  const offline = (): void => maintenance.order(offlineOrders(scope), () => setIsAsking(false));
  return (
    <div className="maintenance-actions" role="group" aria-label={t('will')}>
      <Action
        label={t('drain')}
        icon="pause"
        permission={permission}
        isDisabled={isPending}
        reason={drainReason(state, t)}
        onPress={() => maintenance.order(drainOrders(scope))}
      />
      <Redirecting {...props} />
      <Action
        label={t('offline')}
        icon="disable"
        permission={permission}
        isDisabled={isPending}
        reason={state === 'Inactive' ? t('isOffline') : undefined}
        onPress={() => (left === 0 && remaining.sessions === 0 ? offline() : setIsAsking(true))}
      />
      <Action
        label={t('back')}
        icon="play"
        permission={permission}
        isDisabled={isPending}
        reason={back.length === 0 ? t('notOut') : undefined}
        onPress={() => maintenance.order(back)}
      />
      {isAsking && (
        <Confirm
          title={t('offlineTitle', { count: left })}
          action={t('offline')}
          onConfirm={offline}
          onClose={() => setIsAsking(false)}
          error={maintenance.error}
          isPending={isPending}
        >
          <p>{left > 0 && t('offlineText')}</p>
          {remaining.sessions > 0 && <p>{t('offlineSessions')}</p>}
        </Confirm>
      )}
    </div>
  );
}

function drainReason(
  state: ComponentView['state'],
  t: ReturnType<typeof useTexts<keyof typeof maintenanceTexts.en>>,
): string | undefined {
  if (state === 'Active') return undefined;
  return state === 'Inactive' ? t('isOffline') : t('drained');
}

/** The best that any of it is in: there is something to do as long as one of it is active. */
function stateOf(scope: Scope, views: readonly ComponentView[]): ComponentView['state'] {
  const states = views
    .filter(({ component }) => component !== 'ServerWideOffline')
    .filter((view) => isWithin(scope, view))
    .map(({ state, instances }) => instances.find(({ id }) => id === scope.process?.id)?.state ?? state);
  return (['Active', 'Draining'] as const).find((each) => states.includes(each)) ?? 'Inactive';
}

/** All but what is suspended; Submission and Poison stay. */
const everything = {
  filter: ['Submission', 'Poison'].map((queue) => ({
    property: 'Queue' as const,
    operator: 'ne' as const,
    values: [queue],
  })),
};

function Redirecting({ server, scope, remaining }: MaintenanceActionsProps) {
  const t = useTexts(maintenanceTexts);
  const permission = usePermission('New-MessageOperation');
  const { here } = useSession();
  const others = useMailboxServers().filter((name) => name !== server);
  const [step, setStep] = useState<'target' | 'preview'>();
  const [chosen, setChosen] = useState<string>();
  const target = chosen ?? others[0] ?? '';
  const close = (): void => setStep(undefined);
  const isOfHub = scope.process === undefined && scope.components.includes('HubTransport');
  if (!isOfHub) return null;
  const reasons = [
    others.length === 0 && t('noTarget'),
    here.server !== server && t('elsewhere', { server }),
    remaining.messages === 0 && t('nothingToRedirect'),
  ];
  return (
    <>
      <Action
        label={t('redirect')}
        icon="up"
        permission={permission}
        reason={reasons.find((reason) => reason !== false)}
        onPress={() => setStep('target')}
      />
      {step === 'target' && (
        <Dialog
          title={t('redirectTitle')}
          onClose={close}
          submit={{ label: t('redirectNext'), onSubmit: () => setStep('preview') }}
        >
          <Select
            label={t('target')}
            value={target}
            options={others.map((name) => ({ value: name, label: name }))}
            onChange={setChosen}
          />
        </Dialog>
      )}
      {step === 'preview' && (
        <BulkDialog chosen={everything} order={{ kind: 'Redirect', target }} onClose={close} onDone={close} />
      )}
    </>
  );
}
