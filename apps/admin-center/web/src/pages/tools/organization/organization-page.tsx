import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';

import { api, queries, useLive, usePermission, type OutputOf } from '../../../api/index.js';
import { useFormat, useTexts, type Format, type TextKey, type Texts } from '../../../text/index.js';
import {
  Action,
  Changes,
  Details,
  Facts,
  ListToolbar,
  ListView,
  Note,
  RestoreRevision,
  saveFile,
  Section,
  toasts,
  useList,
  type Column,
  type List,
} from '../../../ui/index.js';
import { ApplyFile, type OrganizationFile } from './apply-file.js';
import { CompareRevisions } from './compare-revisions.js';
import { organizationTexts } from './organization.text.js';

type Revision = OutputOf<'Get-OrganizationHistory'>[number];
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
  const [asking, setAsking] = useState<'restore' | 'compare'>();
  const [file, setFile] = useState<OrganizationFile>();
  const one = list.selectedRows.length === 1 ? list.selectedRows[0] : undefined;
  const pair = comparable(list.selectedRows);
  return (
    <>
      <ListView
        label={t('list')}
        list={list}
        toolbar={<RevisionsToolbar list={list} pair={pair} onAsk={setAsking} onFile={setFile} />}
        empty={<p>{t('empty')}</p>}
        details={
          one && (
            <RevisionDetails row={one} onClose={() => list.select({ ...list.selection, keys: new Set() })} />
          )
        }
      />
      {asking === 'restore' && one && (
        <RestoreRevision revision={one.revision} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'compare' && pair && <CompareRevisions {...pair} onClose={() => setAsking(undefined)} />}
      {file && <ApplyFile file={file} onClose={() => setFile(undefined)} />}
    </>
  );
}

interface RevisionsToolbarProps {
  readonly list: List<Revision>;
  readonly pair: Pair | undefined;
  readonly onAsk: (about: 'restore' | 'compare') => void;
  readonly onFile: (file: OrganizationFile) => void;
}

function RevisionsToolbar({ list, pair, onAsk, onFile }: RevisionsToolbarProps) {
  const t = useTexts(organizationTexts);
  const restore = usePermission('Restore-OrganizationRevision');
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Action
        label={t('restore')}
        icon="back"
        permission={restore}
        isDisabled={list.selectedRows.length !== 1}
        onPress={() => onAsk('restore')}
      />
      <Action
        label={t('compare')}
        icon="columns"
        isDisabled={pair === undefined}
        onPress={() => onAsk('compare')}
      />
      <PlanAction onChosen={onFile} />
      <ExportAction />
    </ListToolbar>
  );
}

interface Pair {
  readonly from: number;
  readonly to?: number | undefined;
}

/** Two revisions, or one and that of now. */
function comparable(rows: readonly Revision[]): Pair | undefined {
  const [from, to] = rows.map(({ revision }) => revision).toSorted((one, other) => one - other);
  return from === undefined || rows.length > 2 ? undefined : { from, to };
}

/** A file of this machine: it is planned, and applied only then. */
function PlanAction({ onChosen }: { readonly onChosen: (file: OrganizationFile) => void }) {
  const t = useTexts(organizationTexts);
  const permission = usePermission('Apply-Organization');
  const chooser = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) onChosen({ name: file.name, text: await file.text() });
  };
  return (
    <>
      <Action label={t('plan')} icon="up" permission={permission} onPress={() => chooser.current?.click()} />
      <input
        ref={chooser}
        type="file"
        accept=".yaml,.yml"
        hidden
        aria-label={t('plan')}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          // The same one again is a choice, too.
          target.value = '';
        }}
      />
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
        <Changes lines={changes} />
      </Section>
    </Details>
  );
}
