import { useState } from 'react';

import { useServices } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { Dialog, OrderCommand, Select } from '../../../../ui/index.js';
import type { ServerRow } from '../server-row.js';
import { MaintenanceActions } from './maintenance-actions.js';
import { maintenanceTexts } from './maintenance.text.js';
import { drainOrders, scopesOf, type Scope } from './scope.js';
import { StateTable } from './state-table.js';
import { useMaintenance } from './use-maintenance.js';
import { useRemaining } from './use-remaining.js';
import { LiveCounts, WhatWillHappen } from './what-will-happen.js';

export interface MaintenanceDialogProps {
  readonly row: ServerRow;
  readonly onClose: () => void;
}

/** Takes a server, a component or one process of it out of service without losing a message, and brings it back. */
export function MaintenanceDialog({ row: { Name: server, ServerRole }, onClose }: MaintenanceDialogProps) {
  const t = useTexts(maintenanceTexts);
  const { data: services = [] } = useServices();
  const scopes = scopesOf(
    ServerRole,
    services.filter((each) => each.server === server),
  );
  const [key, setKey] = useState(scopes[0]?.key ?? '');
  // A process may have gone meanwhile.
  const scope = scopes.find((each) => each.key === key) ?? scopes[0];
  const maintenance = useMaintenance(server);
  if (scope === undefined) return null;
  const [order] = drainOrders(scope);
  return (
    <Dialog
      title={t('title', { server })}
      onClose={onClose}
      isWide
      error={maintenance.error}
      extra={<OrderCommand operation="Set-ServerComponentState" input={{ server, ...order }} />}
    >
      <div className="form">
        <Select
          label={t('scope')}
          value={scope.key}
          options={scopes.map((each) => ({ value: each.key, label: scopeName(each, t) }))}
          onChange={setKey}
        />
        <Maintained {...{ server, scope, maintenance }} />
      </div>
    </Dialog>
  );
}

function Maintained({
  server,
  scope,
  maintenance,
}: {
  readonly server: string;
  readonly scope: Scope;
  readonly maintenance: ReturnType<typeof useMaintenance>;
}) {
  const remaining = useRemaining(server, scope);
  return (
    <>
      <StateTable scope={scope} views={maintenance.views} />
      <WhatWillHappen {...{ server, scope, remaining }} />
      <LiveCounts {...{ scope, remaining }} />
      <MaintenanceActions {...{ server, scope, maintenance, remaining }} />
    </>
  );
}

function scopeName(
  { components, process }: Scope,
  t: ReturnType<typeof useTexts<keyof typeof maintenanceTexts.en>>,
): string {
  const [component, ...others] = components;
  if (component === undefined || others.length > 0) return t('scopeServer');
  return process === undefined
    ? t('scopeAll', { component: t(component) })
    : t('scopeProcess', { component: t(component), host: process.host, pid: String(process.pid) });
}
