import { useNavigate } from '@tanstack/react-router';

import { api, type ChangeOptions } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  FormRadios,
  FormText,
  FormTextRows,
  NewObject,
  Note,
  parametersOf,
  toasts,
  type EditTab,
  type FormValues,
  type ObjectDialogProps,
} from '../../../ui/index.js';
import { cloudConnectorTexts } from './cloud-connectors.text.js';
import { connectorTypes, isOwnServer, trustedParameters } from './cloud-values.js';
import type { OtherForm } from './other-kinds.js';

export interface NewInboundProps extends ObjectDialogProps {
  readonly form: OtherForm;
  /** Of one for a partner. */
  readonly pages: readonly EditTab[];
}

/** What is demanded of a partner; or, for a server of one's own, the Receive connector that trusts it. */
export function NewInbound({ form, pages, onClose, onSaved }: NewInboundProps) {
  const t = useTexts(cloudConnectorTexts);
  const navigate = useNavigate();
  const create = (values: FormValues, how?: ChangeOptions) =>
    isOwnServer(values)
      ? api.receiveConnectors.create(trustedParameters(values), how)
      : api.inboundConnectors.create(partnerParameters(values, form), how);
  const first: EditTab = { title: t('from'), fields: ['Name', 'ConnectorType'], content: <FromPage /> };
  const own: EditTab = {
    title: t('addresses'),
    fields: ['RemoteIPRanges', 'Bindings', 'PermissionGroups'],
    rules: ['R1', 'R2', 'C1', 'C2', 'C3'],
    content: <OwnServerPage />,
  };
  return (
    <NewObject
      source={{ create }}
      noun="InboundConnectors"
      title={t('newInboundTitle')}
      initial={{ ...form.initial([]), ConnectorType: 'Partner', RemoteIPRanges: [] }}
      pages={(values) => (isOwnServer(values) ? [first, own] : [first, ...pages])}
      onClose={onClose}
      onSaved={(made) => {
        if ('SenderDomains' in made) return onSaved(made);
        toasts.show(t('made', { name: made.Name }));
        void navigate({ href: `/mail-flow/receive-connectors?at=${made.Guid}` });
      }}
    />
  );
}

/** What is left empty in a new object is not said. */
function partnerParameters(values: FormValues, { shown }: OtherForm): FormValues {
  const { ConnectorType: _, RemoteIPRanges: __, ...said } = values;
  const parameters = Object.entries(parametersOf(said, Object.keys(said), shown));
  return Object.fromEntries(parameters.filter(([, value]) => value !== null));
}

function FromPage() {
  const t = useTexts(cloudConnectorTexts);
  const helps = { Partner: t('inboundPartnerHelp'), OnPremises: t('inboundOwnHelp') };
  return (
    <>
      <FormText name="Name" label={t('name')} />
      <FormRadios
        name="ConnectorType"
        label={t('from')}
        options={connectorTypes.map((value) => ({ value, label: t(value), description: helps[value] }))}
      />
    </>
  );
}

function OwnServerPage() {
  const t = useTexts(cloudConnectorTexts);
  return (
    <>
      <FormTextRows
        name="RemoteIPRanges"
        label={t('ownAddresses')}
        empty={t('noAddresses')}
        item={t('address')}
      />
      <Note>{t('becomesReceive')}</Note>
    </>
  );
}
