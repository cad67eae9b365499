import { api, usePermission } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Action, ListToolbar, saveFile, toasts, useShortcut, type List } from '../../../ui/index.js';
import { nameOf, type Certificate } from './certificate.js';
import { certificatesTexts } from './certificates.text.js';

export type Asked = 'new' | 'import' | 'renew' | 'assign' | 'remove';

export interface CertificatesToolbarProps {
  readonly list: List<Certificate>;
  readonly server: string;
  readonly onAsk: (asked: Asked) => void;
}

export function CertificatesToolbar({ list, server, onAsk }: CertificatesToolbarProps) {
  const t = useTexts(certificatesTexts);
  const may = {
    new: usePermission('New-ExchangeCertificate'),
    renew: usePermission('New-ExchangeCertificate'),
    import: usePermission('Import-ExchangeCertificate'),
    assign: usePermission('Enable-ExchangeCertificate'),
    remove: usePermission('Remove-ExchangeCertificate'),
  };
  const exportPermission = usePermission('Export-ExchangeCertificate');
  const one = list.selectedRows.length === 1 ? list.selectedRows[0] : undefined;
  const ask =
    (asked: Asked, isPossible = true) =>
    (): boolean => {
      if (!isPossible || !may[asked].allowed) return false;
      onAsk(asked);
      return true;
    };
  const isUsable = one !== undefined && one.status !== 'PendingRequest';
  useShortcut('n', ask('new'));
  useShortcut('Delete', ask('remove', one !== undefined));
  return (
    <ListToolbar label={t('toolbar')} list={list} search={t('search')}>
      <Action label={t('new')} icon="add" keys="n" permission={may.new} onPress={ask('new')} />
      <Action label={t('import')} icon="up" permission={may.import} onPress={ask('import')} />
      <Action
        label={t('renew')}
        icon="retry"
        permission={may.renew}
        isDisabled={!isUsable}
        onPress={ask('renew', isUsable)}
      />
      <Action
        label={t('assign')}
        icon="check"
        permission={may.assign}
        isDisabled={!isUsable}
        onPress={ask('assign', isUsable)}
      />
      <Action
        label={t('export')}
        icon="download"
        permission={exportPermission}
        isDisabled={one === undefined}
        onPress={() => one !== undefined && void exported(one, server)}
      />
      <Action
        label={t('remove')}
        icon="remove"
        keys="Del"
        permission={may.remove}
        isDisabled={one === undefined}
        onPress={ask('remove', one !== undefined)}
      />
    </ListToolbar>
  );
}

const endings = { X509: 'cer', PKCS10: 'req', PKCS12: 'pfx' } as const;

/** The certificate alone: its key stays here. */
async function exported(row: Certificate, server: string): Promise<void> {
  try {
    const { form, fileData } = await api.run('Export-ExchangeCertificate', {
      thumbprint: row.thumbprint,
      server,
    });
    saveFile(
      `${nameOf(row)}.${endings[form]}`,
      Uint8Array.from(atob(fileData), (each) => each.charCodeAt(0)),
    );
  } catch (error) {
    toasts.show(error instanceof Error ? error.message : String(error), 'bad');
  }
}
