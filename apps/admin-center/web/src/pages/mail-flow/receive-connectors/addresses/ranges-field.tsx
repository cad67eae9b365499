import { useState } from 'react';

import { useTexts } from '../../../../text/index.js';
import { Dialog, FormRows, TextField, useRowCheck, type RowDialogProps } from '../../../../ui/index.js';
import { addressTexts } from './addresses.text.js';
import { rangesIn, rangeText } from './range-text.js';

/** Remote network settings: whom a connector serves. */
export function RangesField() {
  const t = useTexts(addressTexts);
  return (
    <FormRows
      name="RemoteIPRanges"
      label={t('ranges')}
      description={t('rangesHelp')}
      empty={t('noRanges')}
      cells={(row) => [
        <span key={row} className="mono">
          {rangeText(row)}
        </span>,
      ]}
      pasted={rangesIn}
      dialog={(props) => <RangeDialog {...props} />}
    />
  );
}

function RangeDialog({ row, onSave, onClose }: RowDialogProps) {
  const t = useTexts(addressTexts);
  const [text, setText] = useState(row ?? '');
  const { wrongs, error, check, refuse } = useRowCheck('RemoteIPRanges', row);
  const save = async (): Promise<void> => {
    const ranges = rangesIn(text);
    if (ranges.length === 0) return refuse(t('typeAddress'));
    if (await check(ranges)) onSave(...ranges);
  };
  return (
    <Dialog
      title={row === undefined ? t('addAddress') : t('editAddress')}
      onClose={onClose}
      error={error}
      submit={{ label: t('save'), onSubmit: () => void save() }}
    >
      <TextField
        label={t('range')}
        description={t('rangeHelp')}
        value={text}
        onChange={setText}
        // A field of one line would join the lines of what is pasted.
        onPaste={(pasted) => setText(rangesIn(pasted).join(', '))}
        error={wrongs[0]?.detail}
        autoFocus
      />
    </Dialog>
  );
}
