import { useState } from 'react';

import { useTexts } from '../../../text/index.js';
import {
  Dialog,
  FormCheck,
  FormRadios,
  FormRows,
  FormText,
  Note,
  TextField,
  useFormPlace,
  useRowCheck,
  type RowDialogProps,
} from '../../../ui/index.js';
import { sendConnectorTexts } from './send-connectors.text.js';
import { routeWithheld, type UsageType } from './send-values.js';

/** Network settings. `usage`: in the wizard, where a type has one way alone. */
export function NetworkFields({ usage }: { readonly usage?: UsageType }) {
  const t = useTexts(sendConnectorTexts);
  const { form } = useFormPlace();
  const withheld = usage === undefined ? undefined : routeWithheld[usage];
  const later = (route: 'mx' | 'smart') =>
    withheld === route ? { isDisabled: true, description: t('later') } : {};
  return (
    <>
      <FormRadios
        name="route"
        label={t('route')}
        options={[
          { value: 'mx', label: t('routeMx'), ...later('mx') },
          { value: 'smart', label: t('routeSmart'), ...later('smart') },
        ]}
      />
      {form.values['route'] === 'smart' && (
        <>
          <FormRows
            name="SmartHosts"
            label={t('smartHosts')}
            description={t('smartHostsHelp')}
            empty={t('noSmartHosts')}
            isOrdered
            cells={(row) => [row]}
            dialog={(props) => <SmartHostDialog {...props} />}
          />
          <FormText name="Port" label={t('port')} />
        </>
      )}
      <FormCheck name="UseExternalDNSServersEnabled" label={t('externalDns')} />
    </>
  );
}

function SmartHostDialog({ row, onSave, onClose }: RowDialogProps) {
  const t = useTexts(sendConnectorTexts);
  const [host, setHost] = useState(row ?? '');
  const { wrongs, error, check, refuse } = useRowCheck('SmartHosts', row);
  const save = async (): Promise<void> => {
    const text = host.trim();
    if (text === '') return refuse(t('typeHost'));
    if (await check([text])) onSave(text);
  };
  return (
    <Dialog
      title={row === undefined ? t('addSmartHost') : t('editSmartHost')}
      onClose={onClose}
      error={error}
      submit={{ label: t('save'), onSubmit: () => void save() }}
    >
      <TextField
        label={t('smartHost')}
        description={t('smartHostHelp')}
        value={host}
        onChange={setHost}
        error={wrongs[0]?.detail}
        autoFocus
      />
    </Dialog>
  );
}

/** Smart host authentication. `hasPassword`: one is kept, and stays unless another is typed. */
export function LoginFields({ hasPassword }: { readonly hasPassword: boolean }) {
  const t = useTexts(sendConnectorTexts);
  const { form } = useFormPlace();
  const { login, afterTls } = form.values;
  return (
    <>
      <FormRadios
        name="login"
        label={t('auth')}
        options={(['None', 'BasicAuth', 'ExchangeServer', 'ExternalAuthoritative', 'XOAUTH2'] as const).map(
          (value) => ({ value, label: t(value) }),
        )}
      />
      {login === 'BasicAuth' && (
        <div className="form indent">
          <FormCheck name="afterTls" label={t('afterTls')} />
          {afterTls === false && <Note>{t('clearText')}</Note>}
          <FormText name="UserName" label={t('userName')} autoComplete="off" />
          <FormText
            name="Password"
            label={t('password')}
            type="password"
            autoComplete="new-password"
            description={hasPassword ? t('passwordKept') : t('passwordHelp')}
          />
        </div>
      )}
      {login === 'XOAUTH2' && <TokenFields hasPassword={hasPassword} />}
    </>
  );
}

function TokenFields({ hasPassword }: { readonly hasPassword: boolean }) {
  const t = useTexts(sendConnectorTexts);
  return (
    <div className="form indent">
      <FormText name="UserName" label={t('userName')} autoComplete="off" />
      <FormText name="TokenEndpoint" label={t('tokenEndpoint')} placeholder="https://" />
      <FormText name="ClientId" label={t('clientId')} />
      <FormText
        name="ClientSecret"
        label={t('clientSecret')}
        type="password"
        autoComplete="new-password"
        description={hasPassword ? t('passwordKept') : t('passwordHelp')}
      />
    </div>
  );
}
