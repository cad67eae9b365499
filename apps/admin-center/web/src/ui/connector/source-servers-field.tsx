import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components';

import { api, queries } from '../../api/index.js';
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

/** Source server: who sends by a connector. */
export function SourceServersField() {
  const t = useTexts(connectorTexts);
  return (
    <FormRows
      name="SourceTransportServers"
      label={t('servers')}
      description={t('serversHelp')}
      empty={t('noServers')}
      canEdit={false}
      cells={(row) => [row]}
      dialog={(props) => <SelectServers {...props} />}
    />
  );
}

/** Select a Server: two lists, of which the second is taken with OK. Enter and a double click add, too. */
function SelectServers({ onSave, onClose }: RowDialogProps) {
  const t = useTexts(connectorTexts);
  const { form } = useFormPlace();
  const has = listOf(form.values['SourceTransportServers']);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [marked, setMarked] = useState<Selection>(new Set());
  const [markedChosen, setMarkedChosen] = useState<Selection>(new Set());
  const available = useMailboxServers().filter((name) => !has.includes(name) && !chosen.includes(name));
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
  readonly empty: string;
  readonly selected: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onAction: (name: string) => void;
}

function ServerList({ label, names, empty, selected, onSelect, onAction }: ServerListProps) {
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
              {name}
            </ListBoxItem>
          ))}
        </ListBox>
      </div>
    </div>
  );
}
