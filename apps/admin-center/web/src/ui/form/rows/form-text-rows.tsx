import { useState } from 'react';

import { useTexts } from '../../../text/index.js';
import { Dialog } from '../../dialog/dialog.js';
import { uiTexts } from '../../ui.text.js';
import type { FieldOf } from '../fields.js';
import { FormRows, type RowDialogProps } from './form-rows.js';
import { TextField } from '../../field/text-field.js';
import { useRowCheck } from './use-row-check.js';

export interface FormTextRowsProps extends FieldOf {
  readonly empty: string;
  /** What one row is: "Domain". */
  readonly item: string;
  readonly itemHelp?: string;
}

/** A list of texts, each of which the server checks before it is in it; several can be pasted. */
export function FormTextRows({ item, itemHelp, ...props }: FormTextRowsProps) {
  return (
    <FormRows
      {...props}
      cells={(row) => [row]}
      pasted={textsIn}
      dialog={(dialog) => (
        <TextRowDialog
          {...dialog}
          name={props.name}
          label={item}
          {...(itemHelp !== undefined && { description: itemHelp })}
        />
      )}
    />
  );
}

function textsIn(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

function TextRowDialog({ row, onSave, onClose, name, ...field }: RowDialogProps & FieldOf) {
  const t = useTexts(uiTexts);
  const [text, setText] = useState(row ?? '');
  const { wrongs, error, check } = useRowCheck(name, row);
  const save = async (): Promise<void> => {
    const texts = textsIn(text);
    if (texts.length > 0 && (await check(texts))) onSave(...texts);
  };
  return (
    <Dialog
      title={row === undefined ? t('add') : t('edit')}
      onClose={onClose}
      error={error}
      submit={{ label: t('save'), onSubmit: () => void save(), isDisabled: text.trim() === '' }}
    >
      <TextField
        {...field}
        value={text}
        onChange={setText}
        onPaste={(pasted) => setText(textsIn(pasted).join(', '))}
        error={wrongs[0]?.detail}
        autoFocus
      />
    </Dialog>
  );
}
