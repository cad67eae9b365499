import { useState } from 'react';

import { useTexts } from '../../../text/index.js';
import { Dialog, FormRows, Select, TextField, useRowCheck, type RowDialogProps } from '../../../ui/index.js';
import { destinationLimits, destinationOf, destinationText } from './destination-limits.js';
import { destinationLimitsTexts } from './destination-limits.text.js';

/** Limits of single destinations, beside those of the connector. */
export function DestinationLimitsField() {
  const t = useTexts(destinationLimitsTexts);
  return (
    <FormRows
      name="DestinationLimits"
      label={t('DestinationLimits')}
      description={t('destinationsHelp')}
      heads={[t('destination'), t('atMost')]}
      empty={t('noDestinations')}
      cells={(row) => {
        const { kind, name, ...limits } = destinationOf(row);
        const said = destinationLimits
          .filter((each) => limits[each] !== '')
          .map((each) => `${limits[each]} ${t(`${each}Short`)}`);
        return [kind === 'MxDomain' ? `MX ${name}` : name, said.join(', ')];
      }}
      dialog={(props) => <DestinationDialog {...props} />}
    />
  );
}

const nothing = destinationOf('Domain\n');

function DestinationDialog({ row, onSave, onClose }: RowDialogProps) {
  const t = useTexts(destinationLimitsTexts);
  const [destination, setDestination] = useState(() => (row === undefined ? nothing : destinationOf(row)));
  const { wrongs, error, check } = useRowCheck('DestinationLimits', row);
  const save = async (): Promise<void> => {
    const text = destinationText(destination);
    if (await check([text])) onSave(text);
  };
  return (
    <Dialog
      title={t('destination')}
      onClose={onClose}
      error={error}
      submit={{ label: t('save'), onSubmit: () => void save() }}
    >
      <TextField
        label={t('destinationName')}
        description={t('destinationHelp')}
        value={destination.name}
        onChange={(name) => setDestination({ ...destination, name })}
        error={wrongs[0]?.detail}
        autoFocus
      />
      <Select
        label={t('destinationKind')}
        value={destination.kind}
        options={(['Domain', 'MxDomain'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(kind) => setDestination({ ...destination, kind })}
      />
      {destinationLimits.map((name) => (
        <TextField
          key={name}
          label={t(name)}
          value={destination[name]}
          onChange={(text) => setDestination({ ...destination, [name]: text })}
        />
      ))}
    </Dialog>
  );
}
