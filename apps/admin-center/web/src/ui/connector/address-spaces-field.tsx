import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Dialog } from '../dialog/dialog.js';
import { FormRows, type RowDialogProps } from '../form/rows/form-rows.js';
import { TextField } from '../field/text-field.js';
import { useRowCheck } from '../form/rows/use-row-check.js';
import type { Shown } from '../form/state/values.js';
import { connectorTexts } from './connector.text.js';

export interface SpaceParts {
  readonly Type: string;
  readonly Address: string;
  readonly Cost: string | number;
}

/** `SMTP:*.contoso.com;10`, as it is said; addresses of other types have semicolons of their own. */
export function spaceText({ Type, Address, Cost }: SpaceParts): string {
  return `${Type.trim()}:${Address.trim()};${String(Cost).trim()}`;
}

export function spaceParts(text: string): SpaceParts {
  const {
    type = 'SMTP',
    address = text,
    cost = '1',
  } = /^(?<type>[^:]+):(?<address>.*);(?<cost>[^;]*)$/.exec(text)?.groups ?? {};
  return { Type: type, Address: address, Cost: cost };
}

/** Objects have them in parts. */
export const addressSpaces: Shown = {
  toText: (value) => ((value ?? []) as readonly SpaceParts[]).map(spaceText),
  toValue: (value) => value,
};

/** Address space: for whom a connector is, and at which cost. */
export function AddressSpacesField() {
  const t = useTexts(connectorTexts);
  return (
    <FormRows
      name="AddressSpaces"
      label={t('spaces')}
      description={t('spacesHelp')}
      heads={[t('type'), t('domain'), t('cost')]}
      empty={t('noSpaces')}
      cells={(row) => {
        const { Type, Address, Cost } = spaceParts(row);
        return [Type, Address, Cost];
      }}
      dialog={(props) => <DomainDialog {...props} />}
    />
  );
}

function DomainDialog({ row, onSave, onClose }: RowDialogProps) {
  const t = useTexts(connectorTexts);
  const [parts, setParts] = useState<SpaceParts>(
    row === undefined ? { Type: 'SMTP', Address: '', Cost: '1' } : spaceParts(row),
  );
  const { wrongs, error, check } = useRowCheck('AddressSpaces', row);
  const ofCost = wrongs.filter(({ rule }) => rule === 'S11');
  const ofDomain = wrongs.filter(({ rule }) => rule !== 'S11');
  const save = async (): Promise<void> => {
    const space = spaceText(parts);
    if (await check([space])) onSave(space);
  };
  return (
    <Dialog
      title={row === undefined ? t('addDomain') : t('editDomain')}
      onClose={onClose}
      error={error}
      submit={{ label: t('save'), onSubmit: () => void save() }}
    >
      <TextField label={t('type')} value={parts.Type} onChange={(Type) => setParts({ ...parts, Type })} />
      <TextField
        label={t('fqdn')}
        description={t('fqdnHelp')}
        value={parts.Address}
        onChange={(Address) => setParts({ ...parts, Address })}
        error={ofDomain[0]?.detail}
        autoFocus
      />
      <TextField
        label={t('cost')}
        description={t('costHelp')}
        value={String(parts.Cost)}
        onChange={(Cost) => setParts({ ...parts, Cost })}
        error={ofCost[0]?.detail}
      />
    </Dialog>
  );
}
