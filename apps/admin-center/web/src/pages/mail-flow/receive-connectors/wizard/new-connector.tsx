import { api, checked, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import {
  FormRadios,
  FormSelect,
  FormText,
  useForm,
  Wizard,
  type FormValues,
  type Saved,
  type WizardPage,
} from '../../../../ui/index.js';
import { addressTexts } from '../addresses/addresses.text.js';
import { BindingsField } from '../addresses/bindings-field.js';
import { RangesField } from '../addresses/ranges-field.js';
import { connectorFormTexts } from '../connector-forms.text.js';
import {
  newConnectorParameters,
  newConnectorValues,
  pagesOf,
  usageTypes,
  type UsageType,
} from '../connector-values.js';

export interface NewConnectorProps {
  /** Mailbox servers, of which the first is preset. */
  readonly servers: readonly string[];
  readonly onClose: () => void;
  /** `andSecurity`: what comes next is to say who may send. */
  readonly onSaved: (made: ObjectOf<'ReceiveConnectors'>, andSecurity: boolean) => void;
}

/** New Receive connector: pages 1-2-3, of which a type leaves out what it does not ask. */
export function NewConnector({ servers, onClose, onSaved }: NewConnectorProps) {
  const t = useTexts(connectorFormTexts);
  const pages = usePages(servers);
  const form = useForm({
    initial: newConnectorValues(servers[0] ?? ''),
    draft: 'new ReceiveConnector',
    check: (values) => checked(() => made(values, { validateOnly: true })),
  });
  const usage = form.values['Usage'] as UsageType;
  const told = (andSecurity: boolean) => (saved: Saved) =>
    onSaved(saved.object as unknown as ObjectOf<'ReceiveConnectors'>, andSecurity);
  return (
    <Wizard
      title={t('newTitle')}
      form={form}
      pages={pages(usage)}
      name={String(form.values['Name'])}
      {...(usage === 'Custom' && { finishAnd: { label: t('finishAndSecurity'), onSaved: told(true) } })}
      save={(values, force) => made(values, { force })}
      onSaved={told(false)}
      onClose={onClose}
    />
  );
}

function made(values: FormValues, options: { readonly validateOnly?: boolean; readonly force?: boolean }) {
  return api.receiveConnectors.create(newConnectorParameters(values), options);
}

/** Clashes between ranges are mended where the ranges are, or else where the bindings are. */
const clashes = ['C1', 'C2'];

function usePages(servers: readonly string[]): (usage: UsageType) => readonly WizardPage[] {
  const t = useTexts(connectorFormTexts);
  const ofAddresses = useTexts(addressTexts);
  return (usage) => {
    const { bindings, ranges } = pagesOf[usage];
    const first = {
      title: t('pageName'),
      fields: ['Name', 'Server', 'TransportRole', 'Usage'],
      content: <NamePage servers={servers} />,
    };
    const second = {
      title: ofAddresses('bindings'),
      fields: ['Bindings'],
      rules: ranges ? ['C3'] : ['C3', ...clashes],
      content: <BindingsField />,
    };
    const third = {
      title: ofAddresses('ranges'),
      fields: ['RemoteIPRanges'],
      rules: bindings ? clashes : ['C3', ...clashes],
      content: <RangesField />,
    };
    return [first, ...(bindings ? [second] : []), ...(ranges ? [third] : [])];
  };
}

function NamePage({ servers }: { readonly servers: readonly string[] }) {
  const t = useTexts(connectorFormTexts);
  return (
    <>
      <FormText name="Name" label={t('Name')} description={t('nameHint')} />
      {servers.length > 1 && (
        <FormSelect
          name="Server"
          label={t('Server')}
          options={servers.map((name) => ({ value: name, label: name }))}
        />
      )}
      <RoleField />
      <FormRadios
        name="Usage"
        label={t('Usage')}
        description={t('usageFixed')}
        options={usageTypes.map((value) => ({ value, label: t(value), description: t(`${value}Help`) }))}
      />
    </>
  );
}

function RoleField() {
  const t = useTexts(connectorFormTexts);
  return (
    <FormRadios
      name="TransportRole"
      label={t('TransportRole')}
      options={[
        { value: 'HubTransport', label: t('HubTransport'), description: t('hubNote') },
        { value: 'FrontendTransport', label: t('FrontendTransport') },
      ]}
    />
  );
}
