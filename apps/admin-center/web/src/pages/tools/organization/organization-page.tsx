import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, queries, useLive, usePermission } from '../../../api/index.js';
import { useFormat, useTexts, type Format, type TextKey, type Texts } from '../../../text/index.js';
import {
  Action,
  Details,
  Facts,
  ListToolbar,
  ListView,
  Note,
  saveFile,
  Section,
  toasts,
  useList,
  type Column,
} from '../../../ui/index.js';
import { organizationTexts } from './organization.text.js';
import { RestoreRevision, type Revision } from './restore-revision.js';

type T = Texts<TextKey<typeof organizationTexts>>;

const shownMax = 100;

/** Tools > Organization file: what it has been, and the way back. */
export default function OrganizationPage() {
  const t = useTexts(organizationTexts);
  const format = useFormat();
  const query = useQuery(queries.run('Get-OrganizationHistory', { resultSize: shownMax }));
  useLive('directory', () => void query.refetch());
  const columns = useMemo(() => revisionColumns(t, format), [t, format]);
  const list = useList({
    query,
    columns,
    keyOf: ({ revision }) => String(revision),
    textOf: ({ caller = '', operation = '', objects, changes }) =>
      [caller, operation, ...objects, ...changes].join(' '),
    sortedBy: '-revision',
  });
  const [isAsking, setIsAsking] = useState(false);
  const restore = usePermission('Restore-OrganizationRevision');
  const one = list.selectedRows.length === 1 ? list.selectedRows[0] : undefined;
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={
          <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
            <Action
              label={t('restore')}
              icon="back"
              permission={restore}
              isDisabled={one === undefined}
              onPress={() => setIsAsking(true)}
            />
            <ExportAction />
          </ListToolbar>
        }
        empty={<p>{t('empty')}</p>}
        details={
          one && (
            <RevisionDetails row={one} onClose={() => list.select({ ...list.selection, keys: new Set() })} />
          )
        }
      />
      {isAsking && one && <RestoreRevision row={one} onClose={() => setIsAsking(false)} />}
    </>
  );
}

function ExportAction() {
  const t = useTexts(organizationTexts);
  const permission = usePermission('Export-Organization');
  const save = async (): Promise<void> => {
    try {
      saveFile('organization.yaml', await api.run('Export-Organization', {}), 'application/yaml');
      toasts.show(t('exportedToast'));
    } catch (error) {
      toasts.show(error instanceof Error ? error.message : String(error), 'bad');
    }
  };
  return <Action label={t('export')} icon="download" permission={permission} onPress={() => void save()} />;
}

function revisionColumns(t: T, format: Format): readonly Column<Revision>[] {
  return [
    {
      id: 'revision',
      head: t('revision'),
      width: '88px',
      line: 1,
      isNumber: true,
      sortBy: ({ revision }) => revision,
      render: ({ revision }) => revision,
    },
    {
      id: 'time',
      head: t('time'),
      width: 'minmax(212px, 1fr)',
      line: 2,
      sortBy: ({ time }) => time,
      render: ({ time }) => (time === 0 ? '–' : format.dateTime(time)),
    },
    {
      id: 'who',
      head: t('who'),
      width: 'minmax(96px, 1fr)',
      line: 2,
      sortBy: ({ caller = '' }) => caller,
      render: ({ caller }) => caller ?? <span className="dim">{t('setup')}</span>,
    },
    {
      id: 'changes',
      head: t('changes'),
      width: 'minmax(200px, 3fr)',
      line: 1,
      render: ({ objects }) => objects.join(', ') || '–',
    },
  ];
}

function RevisionDetails({ row, onClose }: { readonly row: Revision; readonly onClose: () => void }) {
  const t = useTexts(organizationTexts);
  const format = useFormat();
  const { revision, time, caller, client, operation, changes, isKept } = row;
  return (
    <Details title={`${t('revision')} ${revision}`} onClose={onClose}>
      <Facts
        facts={[
          [t('time'), time === 0 ? undefined : format.dateTime(time)],
          [t('who'), caller ?? t('setup')],
          [t('where'), client],
          [t('command'), operation],
        ]}
      />
      {!isKept && <Note>{t('notKept')}</Note>}
      <Section title={t('changes')}>
        <pre className="mono wrapped">{changes.join('\n')}</pre>
      </Section>
    </Details>
  );
}
