import { useQuery } from '@tanstack/react-query';

import { api, checked, queries, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  accessRowOf,
  FormRadios,
  FormSelect,
  FormText,
  listOf,
  Note,
  toasts,
  useForm,
  Wizard,
  type FormValues,
} from '../../../ui/index.js';
import { RangesField } from './addresses/ranges-field.js';
import { rangeText } from './addresses/range-text.js';
import { connectorFormTexts } from './connector-forms.text.js';
import { anonymousRelayRow } from './edit/edit-values.js';

export interface RelayDeviceProps {
  readonly server: string;
  /** Addresses that it begins with. */
  readonly ranges: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: (made: ObjectOf<'ReceiveConnectors'>) => void;
}

/** A printer, scanner or program that may send by this server: one page, and the connector that it makes. */
export function RelayDevice({ server, ranges, onClose, onSaved }: RelayDeviceProps) {
  const t = useTexts(connectorFormTexts);
  const told = useTold();
  const made = (values: FormValues, how: { readonly validateOnly?: boolean; readonly force?: boolean }) =>
    api.receiveConnectors.create(relayParameters(values, server), how);
  const form = useForm({
    initial: {
      Name: '',
      RemoteIPRanges: ranges,
      login: 'no',
      account: '',
      // Whoever relays already is to go on.
      recipients: ranges.length > 0 ? 'anybody' : 'own',
    },
    draft: ['relay device', ...ranges].join(' '),
    check: (values) => checked(() => made(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={t('relayTitle')}
      form={form}
      pages={[
        {
          title: t('relayTitle'),
          fields: ['Name', 'RemoteIPRanges'],
          rules: ['C1', 'C2'],
          content: <RelayPage values={form.values} />,
        },
      ]}
      name={String(form.values['Name'])}
      save={(values, force) => made(values, { force })}
      onSaved={({ object }) => {
        const connector = object as unknown as ObjectOf<'ReceiveConnectors'>;
        onSaved(connector);
        void told(connector, form.values['login'] === 'yes');
      }}
      onClose={onClose}
    />
  );
}

/** What the permission group of Exchange users gives to all of them. */
const userRights = [
  'ms-Exch-SMTP-Submit',
  'ms-Exch-SMTP-Accept-Any-Recipient',
  'ms-Exch-Bypass-Anti-Spam',
  'ms-Exch-Accept-Headers-Routing',
];

/** The connector that is made of the answers. */
export function relayParameters(
  { Name, RemoteIPRanges, login, account, recipients }: FormValues,
  server: string,
): FormValues {
  const { User, Right, Deny } = accessRowOf(anonymousRelayRow);
  const common = {
    Name,
    Server: server,
    TransportRole: 'FrontendTransport',
    Usage: 'Custom',
    Bindings: ['0.0.0.0:25'],
    RemoteIPRanges,
  };
  if (login === 'yes') {
    const AuthMechanism = ['Tls', 'BasicAuth', 'BasicAuthRequireTLS'];
    const own = {
      PermissionGroups: [],
      AccessControl: [{ User: account, ExtendedRights: userRights, Deny }],
    };
    return { ...common, AuthMechanism, ...(account === '' ? { PermissionGroups: ['ExchangeUsers'] } : own) };
  }
  return {
    ...common,
    AuthMechanism: ['Tls'],
    PermissionGroups: ['AnonymousUsers'],
    ...(recipients === 'anybody' && { AccessControl: [{ User, ExtendedRights: [Right], Deny }] }),
  };
}

function RelayPage({ values }: { readonly values: FormValues }) {
  const t = useTexts(connectorFormTexts);
  const ranges = listOf(values['RemoteIPRanges']).map(rangeText);
  const account = String(values['account']);
  const isOpen = values['recipients'] === 'anybody';
  const anonymous = isOpen ? t('makesRelay') : t('makesAnonymous');
  const withLogin = account === '' ? t('makesLogin') : t('makesAccount', { account });
  const security = values['login'] === 'yes' ? withLogin : anonymous;
  return (
    <>
      <FormText name="Name" label={t('deviceName')} />
      <RangesField />
      <FormRadios
        name="login"
        label={t('login')}
        options={[
          { value: 'no', label: t('loginNo') },
          { value: 'yes', label: t('loginYes') },
        ]}
      />
      {values['login'] === 'yes' && <AccountField />}
      {values['login'] === 'no' && (
        <FormRadios
          name="recipients"
          label={t('mayReceive')}
          options={[
            { value: 'own', label: t('ownOnly') },
            { value: 'anybody', label: t('anybody') },
          ]}
        />
      )}
      <Note tone="info">
        <p>{t('relayMakes')}</p>
        <p>{t('makesText', { bindings: '0.0.0.0:25', ranges: ranges.join(', ') || '…', security })}</p>
      </Note>
    </>
  );
}

/** Accounts that have a password. */
function AccountField() {
  const t = useTexts(connectorFormTexts);
  const { data } = useQuery(queries.list('Credentials', api.credentials));
  const logins = (data?.rows ?? []).map(({ Login }) => ({ value: Login, label: Login }));
  return (
    <FormSelect
      name="account"
      label={t('account')}
      options={[{ value: '', label: t('anyAccount') }, ...logins]}
    />
  );
}

/** Tells what a device hears now, of a recipient who is nobody of ours. */
function useTold() {
  const t = useTexts(connectorFormTexts);
  return async (
    { Server, Name, RemoteIPRanges }: ObjectOf<'ReceiveConnectors'>,
    login: boolean,
  ): Promise<void> => {
    const from = rangeText(RemoteIPRanges[0] ?? '').split('-')[0] ?? '';
    const question = { server: Server, port: 25, from, recipient: 'somebody@example.net' };
    try {
      const { winner, answer } = await api.run('Explain-Connection', question);
      const connector = winner?.connector ?? Name;
      const text = login
        ? t('relayTestedLogin', { connector, from })
        : t('relayTested', { connector, from, reply: answer?.reply ?? '' });
      toasts.show(text);
    } catch (error) {
      toasts.show(error instanceof Error ? error.message : String(error), 'bad');
    }
  };
}
