import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { queries } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import {
  Button,
  Dialog,
  FormRows,
  Radios,
  TextField,
  useFormPlace,
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
        <>
          <TextField
            label={t('oneAddress')}
            value={address}
            onChange={setAddress}
            error={ofAddress[0]?.detail}
          />
          <LocalAddresses onChoose={setAddress} />
        </>
      )}
      <TextField label={t('port')} value={port} onChange={setPort} error={ofPort[0]?.detail} />
    </Dialog>
  );
}

/** What the machines have on which services of the server run now. */
function LocalAddresses({ onChoose }: { readonly onChoose: (address: string) => void }) {
  const t = useTexts(addressTexts);
  const { form } = useFormPlace();
  const { data = [] } = useQuery(queries.run('Get-Service', { server: String(form.values['Server']) }));
  const addresses = [...new Set(data.flatMap(({ addresses: own = [] }) => own))];
  if (addresses.length === 0) return null;
  return (
    <div className="field" role="group" aria-label={t('localAddresses')}>
      <span className="label">{t('localAddresses')}</span>
      <div className="offered">
        {addresses.map((each) => (
          <Button key={each} onPress={() => onChoose(each)}>
            <span className="mono">{each}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}

function choiceOf(address: string): Choice {
  if (address === everywhere.ipv4) return 'ipv4';
  return address === everywhere.ipv6 ? 'ipv6' : 'one';
}
