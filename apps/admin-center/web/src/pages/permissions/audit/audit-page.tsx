import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { queries } from '../../../api/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { ListToolbar, ListView, Segments, useList, useUrlState } from '../../../ui/index.js';
import { AuditDetails } from './audit-details.js';
import { textOf, withKeys } from './audit-entry.js';
import { auditTexts } from './audit.text.js';
import { auditColumns } from './columns.js';

const kinds = { changes: 'Changes', signIns: 'SignIns', looks: 'Looks' } as const;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as readonly Kind[];
const shownMax = 5_000;

/** Permissions > Audit log: who changed what, and from where. Nobody edits it. */
export default function AuditPage() {
  const t = useTexts(auditTexts);
  const format = useFormat();
  const [{ show }, setUrl] = useUrlState({ show: 'changes' });
  const kind = names.find((each) => each === show) ?? 'changes';
  const query = useQuery({
    ...queries.run('Search-AdminAuditLog', { types: [kinds[kind]], resultSize: shownMax }),
    select: withKeys,
  });
  const columns = useMemo(() => auditColumns(t, format), [t, format]);
  const list = useList({ query, columns, keyOf: ({ key }) => key, textOf, sortedBy: '-time' });
  const [one] = list.selectedRows;
  return (
    <ListView
      label={t('list')}
      list={list}
      toolbar={
        <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
          <Segments
            label={t('types')}
            value={kind}
            options={names.map((value) => ({ value, label: t(value) }))}
            onChange={(value) => setUrl({ show: value })}
          />
        </ListToolbar>
      }
      empty={<p>{t('empty')}</p>}
      details={
        one && <AuditDetails row={one} onClose={() => list.select({ ...list.selection, keys: new Set() })} />
      }
    />
  );
}
