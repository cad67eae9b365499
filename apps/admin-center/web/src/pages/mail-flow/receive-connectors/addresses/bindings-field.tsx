import { useState } from 'react';

import { useTexts } from '../../../../text/index.js';
import {
  Dialog,
  FormRows,
  Radios,
  TextField,
  useRowCheck,
  type RowDialogProps,
} from '../../../../ui/index.js';
import { addressTexts } from './addresses.text.js';
import { bindingOf, bindingParts } from './range-text.js';

const everywhere = { ipv4: '0.0.0.0', ipv6: '::' } as const;
type Choice = keyof typeof everywhere | 'one';

/** Network adapter bindings: where a connector listens. */
export function BindingsField() {
  const t = useTexts(addressTexts);
  const addressText = (address: string): string => {
    if (address === everywhere.ipv4) return t('allIPv4');
    return address === everywhere.ipv6 ? t('allIPv6') : address;
  };
  return (
    <FormRows
      name="Bindings"
      label={t('bindings')}
      description={t('bindingsHelp')}
      heads={[t('ipAddresses'), t('port')]}
      empty={t('noBindings')}
      cells={(row) => {
        const { address, port } = bindingParts(row);
        return [addressText(address), port];
      }}
      dialog={(props) => <BindingDialog {...props} />}
    />
  );
}

/** Edit IP address, of Exchange's page. */
function BindingDialog({ row, onSave, onClose }: RowDialogProps) {
  const t = useTexts(addressTexts);
  const first = bindingParts(row ?? '0.0.0.0:25');
  const [choice, setChoice] = useState<Choice>(choiceOf(first.address));
  const [address, setAddress] = useState(choiceOf(first.address) === 'one' ? first.address : '');
  const [port, setPort] = useState(first.port);
  const { wrongs, error, check, refuse } = useRowCheck('Bindings', row);
  const ofPort = wrongs.filter(({ rule }) => rule === 'B4');
  const ofAddress = wrongs.filter(({ rule }) => rule !== 'B4');
  const save = async (): Promise<void> => {
    if (choice === 'one' && address.trim() === '') {
      return refuse(t('typeAddress'));
    }
    const binding = bindingOf({ address: choice === 'one' ? address : everywhere[choice], port });
    if (await check([binding])) onSave(binding);
  };
  return (
    <Dialog
      title={row === undefined ? t('addAddress') : t('editAddress')}
      onClose={onClose}
      error={error}
      submit={{ label: t('save'), onSubmit: () => void save() }}
    >
      <Radios
        label={t('address')}
        value={choice}
        options={[
          { value: 'ipv4', label: t('chooseAllIPv4') },
          { value: 'ipv6', label: t('chooseAllIPv6') },
          { value: 'one', label: t('chooseOne') },
        ]}
        onChange={(chosen) => setChoice(chosen as Choice)}
        autoFocus
        error={choice === 'one' ? undefined : ofAddress[0]?.detail}
      />
      {choice === 'one' && (
        <TextField
          label={t('oneAddress')}
          value={address}
          onChange={setAddress}
          error={ofAddress[0]?.detail}
        />
      )}
      <TextField label={t('port')} value={port} onChange={setPort} error={ofPort[0]?.detail} />
    </Dialog>
  );
}

function choiceOf(address: string): Choice {
  if (address === everywhere.ipv4) return 'ipv4';
  return address === everywhere.ipv6 ? 'ipv6' : 'one';
}
