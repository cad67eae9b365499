import { useState } from 'react';
import { Button as AriaButton, FileTrigger } from 'react-aria-components';

import { useTexts } from '../../../text/index.js';
import { Check, Confirm, Dialog, OrderCommand, saveFile, Select, TextField } from '../../../ui/index.js';
import { nameOf, type Certificate } from './certificate.js';
import { certificatesTexts } from './certificates.text.js';
import { useCertificateOrder } from './use-certificate-orders.js';

interface Asking {
  readonly server: string;
  readonly onClose: () => void;
}

/** A certificate that signs itself, or a request for an authority, which is downloaded at once. */
export function NewCertificate({ server, onClose }: Asking) {
  const t = useTexts(certificatesTexts);
  const [kind, setKind] = useState<'self' | 'request'>('self');
  const [friendlyName, setFriendlyName] = useState('');
  const [names, setNames] = useState('');
  const [isExportable, setIsExportable] = useState(false);
  const isRequest = kind === 'request';
  const order = useCertificateOrder(
    'New-ExchangeCertificate',
    (made) => {
      if (made.certificateRequest === undefined) return t('madeToast', { name: nameOf(made) });
      saveFile(`${nameOf(made)}.req`, made.certificateRequest);
      return t('requestToast');
    },
    onClose,
  );
  const make = (): void =>
    order.mutate({
      server,
      generateRequest: isRequest,
      // Services show it when it is assigned to them.
      services: [],
      domainName: names.split(/[\s,;]+/).filter((name) => name !== ''),
      privateKeyExportable: isExportable,
      ...(friendlyName.trim() !== '' && { friendlyName: friendlyName.trim() }),
    });
  return (
    <Dialog
      title={t('newTitle')}
      onClose={onClose}
      error={order.error}
      submit={{ label: isRequest ? t('makeRequest') : t('make'), onSubmit: make, isPending: order.isPending }}
    >
      <Select
        label={t('kind')}
        value={kind}
        options={[
          { value: 'self', label: t('kindSelf') },
          { value: 'request', label: t('kindRequest') },
        ]}
        onChange={setKind}
      />
      <TextField label={t('friendlyName')} value={friendlyName} onChange={setFriendlyName} />
      <TextField
        label={t('domainNames')}
        description={t('domainNamesHint')}
        value={names}
        onChange={setNames}
        isMultiline
      />
      <Check label={t('exportableCheck')} isSelected={isExportable} onChange={setIsExportable} />
    </Dialog>
  );
}

/** A file with certificate and key, or the answer to a request. */
export function ImportCertificate({ server, onClose }: Asking) {
  const t = useTexts(certificatesTexts);
  const [file, setFile] = useState<File>();
  const [password, setPassword] = useState('');
  const order = useCertificateOrder(
    'Import-ExchangeCertificate',
    (made) => t('importedToast', { name: nameOf(made) }),
    onClose,
  );
  const take = async (chosen: File): Promise<void> => {
    const octets = new Uint8Array(await chosen.arrayBuffer());
    const fileData = btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(''));
    order.mutate({ server, fileData, ...(password !== '' && { password }) });
  };
  return (
    <Dialog
      title={t('importTitle')}
      onClose={onClose}
      error={order.error}
      submit={{
        label: t('importAction'),
        onSubmit: () => file !== undefined && void take(file),
        isDisabled: file === undefined,
        isPending: order.isPending,
      }}
    >
      <div className="field">
        <span className="label">{t('file')}</span>
        <FileTrigger onSelect={(files) => setFile(files?.[0])}>
          <AriaButton className="button" data-outlined>
            {file?.name ?? t('choose')}
          </AriaButton>
        </FileTrigger>
        <span className="description">{t('fileHint')}</span>
      </div>
      <TextField label={t('password')} type="password" value={password} onChange={setPassword} />
    </Dialog>
  );
}

interface AskingOf extends Asking {
  readonly row: Certificate;
}

/** The same names, a new key and new dates. Connectors that name it by issuer and subject go on with the newer one. */
export function RenewCertificate({ server, row, onClose }: AskingOf) {
  const t = useTexts(certificatesTexts);
  const [kind, setKind] = useState<'self' | 'request'>(row.isSelfSigned ? 'self' : 'request');
  const name = nameOf(row);
  const order = useCertificateOrder(
    'New-ExchangeCertificate',
    (made) => {
      if (made.certificateRequest === undefined) return t('renewedToast', { name });
      saveFile(`${name}.req`, made.certificateRequest);
      return t('requestToast');
    },
    onClose,
  );
  const isRequest = kind === 'request';
  const input = {
    server,
    renews: row.thumbprint,
    generateRequest: isRequest,
    services: [...row.services],
    privateKeyExportable: row.privateKeyExportable,
    replaceDefault: row.isDefault,
    ...(row.friendlyName !== '' && { friendlyName: row.friendlyName }),
  };
  return (
    <Dialog
      title={t('renewTitle', { name })}
      onClose={onClose}
      error={order.error}
      extra={<OrderCommand operation="New-ExchangeCertificate" input={input} />}
      submit={{
        label: isRequest ? t('makeRequest') : t('renew'),
        onSubmit: () => order.mutate(input),
        isPending: order.isPending,
      }}
    >
      <Select
        label={t('kind')}
        value={kind}
        options={[
          { value: 'self', label: t('kindSelf') },
          { value: 'request', label: t('kindRequest') },
        ]}
        onChange={setKind}
      />
      <p className="dim">{t('renewHint')}</p>
    </Dialog>
  );
}

/** Which services show it. */
export function AssignServices({ server, row, onClose }: AskingOf) {
  const t = useTexts(certificatesTexts);
  const [isSmtp, setIsSmtp] = useState(row.services.includes('SMTP'));
  const [isIis, setIsIis] = useState(row.services.includes('IIS'));
  const [replaceDefault, setReplaceDefault] = useState(row.isDefault);
  const name = nameOf(row);
  const order = useCertificateOrder(
    'Enable-ExchangeCertificate',
    () => t('assignedToast', { name }),
    onClose,
  );
  const services = [...(isSmtp ? ['SMTP' as const] : []), ...(isIis ? ['IIS' as const] : [])];
  return (
    <Dialog
      title={t('assignTitle', { name })}
      onClose={onClose}
      error={order.error}
      submit={{
        label: t('assign'),
        onSubmit: () => order.mutate({ server, thumbprint: row.thumbprint, services, replaceDefault }),
        isDisabled: services.length === 0,
        isPending: order.isPending,
      }}
    >
      <p className="dim">{t('assignHint')}</p>
      <Check label={t('smtp')} isSelected={isSmtp} onChange={setIsSmtp} />
      <Check
        label={t('replaceDefault')}
        isSelected={replaceDefault}
        onChange={setReplaceDefault}
        isDisabled={!isSmtp || row.isDefault}
      />
      <Check label={t('iis')} isSelected={isIis} onChange={setIsIis} />
    </Dialog>
  );
}

export function RemoveCertificate({ server, row, onClose }: AskingOf) {
  const t = useTexts(certificatesTexts);
  const name = nameOf(row);
  const order = useCertificateOrder('Remove-ExchangeCertificate', () => t('removedToast', { name }), onClose);
  return (
    <Confirm
      title={t('removeTitle', { name })}
      action={t('remove')}
      onConfirm={() => order.mutate({ server, thumbprint: row.thumbprint })}
      onClose={onClose}
      error={order.error}
      isPending={order.isPending}
    >
      <p>{row.status === 'PendingRequest' ? t('removeRequest') : t('removeText')}</p>
      <p className="mono dim">{row.thumbprint}</p>
    </Confirm>
  );
}
