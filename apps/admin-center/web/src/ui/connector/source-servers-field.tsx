import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components';

import { api, queries, usePermission } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Button } from '../control/button.js';
import { Dialog } from '../dialog/dialog.js';
import { listOf } from '../form/fields.js';
import { FormRows, type RowDialogProps } from '../form/rows/form-rows.js';
import { useFormPlace } from '../form/state/use-form.js';
import { connectorTexts } from './connector.text.js';

/** Mailbox servers of the organization, by name. */
export function useMailboxServers(): readonly string[] {
  const { data } = useQuery(queries.list('Servers', api.servers));
  return data?.rows.filter(({ ServerRole }) => ServerRole !== 'Edge').map(({ Name }) => Name) ?? [];
}

/** Edge servers that are subscribed, by name. */
export function useSubscribedEdges(): readonly string[] {
  const { allowed } = usePermission('Get-EdgeSubscription');
  const { data } = useQuery({ ...queries.objectsBy('Get-EdgeSubscription', {}), enabled: allowed });
  return data?.filter(({ peer }) => peer === 'Edge').map(({ name }) => name) ?? [];
}

/** Source server: who sends by a connector. `edgesToo`: Edge servers that are subscribed may. */
export function SourceServersField({ edgesToo = false }: { readonly edgesToo?: boolean }) {
  const t = useTexts(connectorTexts);
  const subscribed = useSubscribedEdges();
  const edges = edgesToo ? subscribed : [];
  return (
    <FormRows
      name="SourceTransportServers"
      label={t('servers')}
      description={t('serversHelp')}
      empty={t('noServers')}
      canEdit={false}
      cells={(row) => [edges.includes(row) ? t('edgeServer', { name: row }) : row]}
      dialog={(props) => <SelectServers {...props} edges={edges} />}
    />
  );
}

/** Select a Server: two lists, of which the second is taken with OK. Enter and a double click add, too. */
function SelectServers({ edges, onSave, onClose }: RowDialogProps & { readonly edges: readonly string[] }) {
  const t = useTexts(connectorTexts);
  const { form } = useFormPlace();
  const has = listOf(form.values['SourceTransportServers']);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [marked, setMarked] = useState<Selection>(new Set());
  const [markedChosen, setMarkedChosen] = useState<Selection>(new Set());
  const available = [...useMailboxServers(), ...edges].filter(
    (name) => !has.includes(name) && !chosen.includes(name),
  );
  const textOf = (name: string): string => (edges.includes(name) ? t('edgeServer', { name }) : name);
  const add = (names: readonly string[]): void => {
    setChosen([...chosen, ...names]);
    setMarked(new Set());
  };
  const namesIn = (selection: Selection, all: readonly string[]): readonly string[] =>
    all.filter((name) => selection === 'all' || selection.has(name));
  return (
    <Dialog
      title={t('selectServer')}
      onClose={onClose}
      submit={{ label: t('ok'), onSubmit: () => onSave(...chosen), isDisabled: chosen.length === 0 }}
    >
      <div className="two-lists">
        <ServerList
          label={t('available')}
          names={available}
          textOf={textOf}
          empty={t('nothingLeft')}
          selected={marked}
          onSelect={setMarked}
          onAction={(name) => add([name])}
        />
        <div className="between">
          <Button
            isDisabled={namesIn(marked, available).length === 0}
            onPress={() => add(namesIn(marked, available))}
          >
            {t('addServer')}
          </Button>
          <Button
            isDisabled={namesIn(markedChosen, chosen).length === 0}
            onPress={() => setChosen(chosen.filter((name) => !namesIn(markedChosen, chosen).includes(name)))}
          >
            {t('removeServer')}
          </Button>
        </div>
        <ServerList
          label={t('chosen')}
          names={chosen}
          textOf={textOf}
          empty={t('nothingChosen')}
          selected={markedChosen}
          onSelect={setMarkedChosen}
          onAction={(name) => setChosen(chosen.filter((each) => each !== name))}
        />
      </div>
    </Dialog>
  );
}

interface ServerListProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly textOf: (name: string) => string;
  readonly empty: string;
  readonly selected: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onAction: (name: string) => void;
}

function ServerList({ label, names, textOf, empty, selected, onSelect, onAction }: ServerListProps) {
  return (
    <div className="field">
      <span className="label">{label}</span>
      <div className="rows-frame">
        <ListBox
          className="rows-list"
          aria-label={label}
          selectionMode="multiple"
          selectionBehavior="replace"
          escapeKeyBehavior="none"
          selectedKeys={selected}
          onSelectionChange={onSelect}
          onAction={(key) => onAction(String(key))}
          autoFocus={names.length > 0}
          renderEmptyState={() => <span className="dim">{empty}</span>}
        >
          {names.map((name) => (
            <ListBoxItem key={name} id={name} textValue={name} className="rows-row">
              {textOf(name)}
            </ListBoxItem>
          ))}
        </ListBox>
      </div>
    </div>
  );
}
