import { api, checked, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { FormSelect, FormText, useForm, useFormPlace, Wizard, type FormValues } from '../../../ui/index.js';
import { connectorFormTexts } from './connector-forms.text.js';

type Connector = ObjectOf<'ReceiveConnectors'>;

export interface CopyConnectorProps {
  readonly object: Connector;
  /** Mailbox servers other than its own. */
  readonly servers: readonly { readonly Name: string; readonly Fqdn: string }[];
  readonly onClose: () => void;
  readonly onSaved: (made: Connector) => void;
}

/** An equal connector on another server, permissions included, with what has to differ. */
export function CopyConnector({ object, servers, onClose, onSaved }: CopyConnectorProps) {
  const t = useTexts(connectorFormTexts);
  const made = (values: FormValues, how: { readonly validateOnly?: boolean; readonly force?: boolean }) =>
    api.receiveConnectors.create(copyParameters(object, values), how);
  const form = useForm({
    initial: copyValues(object, servers[0]),
    draft: `copy ${object.Guid}`,
    check: (values) => checked(() => made(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={t('copyTitle', { name: object.Name })}
      form={form}
      pages={[
        {
          title: t('copy'),
          fields: ['Server', 'Name', 'Fqdn'],
          content: <CopyPage object={object} servers={servers} />,
        },
      ]}
      name={String(form.values['Name'])}
      save={(values, force) => made(values, { force })}
      onSaved={(saved) => onSaved(saved.object as unknown as Connector)}
      onClose={onClose}
    />
  );
}

/** The name of the server stands in those of the default connectors. */
export function copyValues(
  object: Connector,
  server: CopyConnectorProps['servers'][number] | undefined,
): FormValues {
  const { Name = '', Fqdn = '' } = server ?? {};
  return { Server: Name, Name: object.Name.replace(object.Server, Name), Fqdn };
}

/** Whatever is of the object itself, and not of what it does. */
const own = ['Guid', 'Identity', 'WhenCreated', 'WhenChanged', 'TlsCertificateName'];

export function copyParameters(object: Connector, values: FormValues): FormValues {
  const kept = Object.entries(object).filter(([name]) => !own.includes(name));
  return { ...Object.fromEntries(kept), ...values };
}

function CopyPage({ object, servers }: Pick<CopyConnectorProps, 'object' | 'servers'>) {
  const t = useTexts(connectorFormTexts);
  const { form } = useFormPlace();
  return (
    <>
      <FormSelect
        name="Server"
        label={t('toServer')}
        options={servers.map(({ Name }) => ({ value: Name, label: Name }))}
        onChosen={(name) =>
          form.set(
            copyValues(
              object,
              servers.find(({ Name }) => Name === name),
            ),
          )
        }
      />
      <p className="dim">{t('copyText')}</p>
      <FormText name="Name" label={t('Name')} />
      <FormText name="Fqdn" label={t('Fqdn')} />
    </>
  );
}
