import { api, checked, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { FormSelect, FormText, useForm, useFormPlace, Wizard, type FormValues } from '../../../ui/index.js';
import { connectorFormTexts } from './connector-forms.text.js';

type Connector = ObjectOf<'ReceiveConnectors'>;

interface Place {
  readonly Name: string;
  readonly Fqdn: string;
}

export interface CopyConnectorProps {
  readonly object: Connector;
  /** Mailbox servers, its own among them. */
  readonly servers: readonly Place[];
  readonly onClose: () => void;
  readonly onSaved: (made: Connector) => void;
}

/** An equal connector on another server, permissions included, with what has to differ. */
export function CopyConnector({ object, servers, onClose, onSaved }: CopyConnectorProps) {
  const t = useTexts(connectorFormTexts);
  const [others, adapted] = copying(object, servers);
  const made = (values: FormValues, how: { readonly validateOnly?: boolean; readonly force?: boolean }) =>
    api.receiveConnectors.create(copyParameters(object, values), how);
  const form = useForm({
    initial: adapted(others[0]?.Name ?? ''),
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
          content: <CopyPage {...{ object, others, adapted }} />,
        },
      ]}
      name={String(form.values['Name'])}
      save={(values, force) => made(values, { force })}
      onSaved={(saved) => onSaved(saved.object as unknown as Connector)}
      onClose={onClose}
    />
  );
}

/**
 * Where it can be copied to, and what differs there: the name of the server is that of the other one, also where a connector
 * is called after it, as those of setup are; an FQDN that is not the server's own stays.
 */
function copying(
  { Name, Server, Fqdn }: Connector,
  servers: readonly Place[],
): readonly [others: readonly Place[], adapted: (server: string) => FormValues] {
  const others = servers.filter((each) => each.Name !== Server);
  const own = servers.find((each) => each.Name === Server)?.Fqdn;
  const adapted = (server: string): FormValues => ({
    Server: server,
    Name: Name.endsWith(` ${Server}`) ? Name.slice(0, -Server.length) + server : Name,
    Fqdn: Fqdn === own ? (others.find((each) => each.Name === server)?.Fqdn ?? Fqdn) : Fqdn,
  });
  return [others, adapted];
}

/** Whatever is of the object itself, and not of what it does. */
const own = ['Guid', 'Identity', 'WhenCreated', 'WhenChanged'];

function copyParameters(object: Connector, values: FormValues): FormValues {
  const kept = Object.entries(object).filter(([name]) => !own.includes(name));
  return { ...Object.fromEntries(kept), ...values };
}

interface CopyPageProps {
  readonly object: Connector;
  readonly others: readonly Place[];
  readonly adapted: (server: string) => FormValues;
}

function CopyPage({ object, others, adapted }: CopyPageProps) {
  const t = useTexts(connectorFormTexts);
  const { form } = useFormPlace();
  const differing = (['Server', 'Name', 'Fqdn'] as const).filter(
    (name) => form.values[name] !== object[name],
  );
  return (
    <>
      <FormSelect
        name="Server"
        label={t('toServer')}
        options={others.map(({ Name }) => ({ value: Name, label: Name }))}
        onChosen={(name) => form.set(adapted(name))}
      />
      <FormText name="Name" label={t('Name')} />
      <FormText name="Fqdn" label={t('Fqdn')} />
      <p>{t('copyText')}</p>
      <ul>
        {differing.map((name) => (
          <li key={name}>
            {t('differs', { name: t(name), from: object[name], to: String(form.values[name]) })}
          </li>
        ))}
      </ul>
    </>
  );
}
