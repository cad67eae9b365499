import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, queries, usePermission, type Permission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Action, ObjectPage, Opened, useShortcut, type ObjectDialogProps } from '../../../ui/index.js';
import { ruleColumns, type Rule } from './columns.js';
import { RuleDetails } from './rule-details.js';
import { EditRule, NewRule } from './rule-forms.js';
import { rulesTexts } from './rules.text.js';
import { TestRules } from './test-rules.js';
import { useRuleHits } from './use-rule-hits.js';
import { useRuleMoves } from './use-rule-moves.js';
import { useRuleParts, type DeclaredParts } from './use-rule-parts.js';

/** Mail flow > Rules. */
export default function RulesPage() {
  const t = useTexts(rulesTexts);
  const query = useQuery({ ...queries.list('TransportRules', api.transportRules), select: rulesOf });
  const hits = useRuleHits();
  const columns = useMemo(() => ruleColumns(t, hits), [t, hits]);
  const parts = useRuleParts();
  const permissions = {
    add: usePermission('New-TransportRule'),
    set: usePermission('Set-TransportRule'),
    remove: usePermission('Remove-TransportRule'),
  };
  return (
    <ObjectPage
      label={t('list')}
      search={t('search')}
      empty={t('empty')}
      {...{ query, columns, permissions }}
      sortedBy="priority"
      textOf={({ Name, Comments }) => `${Name} ${Comments}`}
      details={(row) => parts && <RuleDetails {...{ row, parts, hits }} />}
      newDialog={(props) => parts && <NewRule {...props} parts={parts} />}
      editDialog={(row, props) =>
        parts && <Edited {...props} {...{ row, parts }} mayChange={permissions.set.allowed} key={row.Guid} />
      }
      remove={({ Identity }, force) => api.transportRules.remove(Identity, { force })}
      enable={({ Identity }, isOn, force) =>
        api.transportRules.set(Identity, { State: isOn ? 'Enabled' : 'Disabled' }, { force })
      }
      actions={(rows) => (
        <RuleActions rows={rows} count={query.data?.length ?? 0} permission={permissions.set} />
      )}
    />
  );
}

function rulesOf({ rows }: { readonly rows: readonly Omit<Rule, 'Enabled'>[] }): readonly Rule[] {
  return rows.map((row) => ({ ...row, Enabled: row.State === 'Enabled' }));
}

function Edited({
  row,
  parts,
  mayChange,
  onClose,
  onSaved,
}: ObjectDialogProps & {
  readonly row: Rule;
  readonly parts: DeclaredParts;
  readonly mayChange: boolean;
}) {
  return (
    <Opened kind="TransportRules" source={api.transportRules} identity={row.Identity} onClose={onClose}>
      {(object, tag) => (
        <EditRule {...{ parts, object, tag, mayChange, onClose }} onSaved={() => onSaved(object)} />
      )}
    </Opened>
  );
}

interface RuleActionsProps {
  readonly rows: readonly Rule[];
  readonly count: number;
  readonly permission: Permission;
}

function RuleActions({ rows, count, permission }: RuleActionsProps) {
  const t = useTexts(rulesTexts);
  const [isTesting, setTesting] = useState(false);
  const mayTest = usePermission('Test-Message');
  const row = rows.length === 1 ? rows[0] : undefined;
  const move = useRuleMoves();
  const place = row?.Priority ?? 0;
  const can = { up: row !== undefined && place > 0, down: row !== undefined && place < count - 1 };
  const by = (step: -1 | 1, isPossible: boolean) => (): boolean => {
    if (row !== undefined && isPossible && permission.allowed) move(row, place + step);
    return isPossible;
  };
  useShortcut('Alt+ArrowUp', by(-1, can.up));
  useShortcut('Alt+ArrowDown', by(1, can.down));
  return (
    <>
      <Action
        label={t('up')}
        icon="up"
        keys="Alt+↑"
        permission={permission}
        isDisabled={!can.up}
        onPress={by(-1, can.up)}
      />
      <Action
        label={t('down')}
        icon="down"
        keys="Alt+↓"
        permission={permission}
        isDisabled={!can.down}
        onPress={by(1, can.down)}
      />
      <Action label={t('test')} icon="explain" permission={mayTest} onPress={() => setTesting(true)} />
      {isTesting && <TestRules onClose={() => setTesting(false)} />}
    </>
  );
}
