import { api } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  NewObject,
  parametersOf,
  shapeOf,
  useMailboxServers,
  type EditedObject,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
} from '../../../ui/index.js';
import { otherConnectorTexts } from './other-connectors.text.js';
import { otherForms, type OtherKind } from './other-kinds.js';

const newTitles = {
  DeliveryAgentConnectors: 'newDeliveryAgentTitle',
  ForeignConnectors: 'newForeignTitle',
  InboundConnectors: 'newInboundTitle',
} as const;

/** Makes and changes connectors of a kind. */
export const ordersOf = {
  DeliveryAgentConnectors: api.deliveryAgentConnectors,
  ForeignConnectors: api.foreignConnectors,
  InboundConnectors: api.inboundConnectors,
} as const;

export function NewOther({ kind, ...props }: ObjectDialogProps & { readonly kind: OtherKind }) {
  const servers = useMailboxServers();
  const isAsked = kind === 'InboundConnectors' || servers.length > 0;
  return isAsked ? <NewOtherForm {...{ kind, servers }} {...props} /> : null;
}

function NewOtherForm({
  kind,
  servers,
  ...props
}: ObjectDialogProps & { readonly kind: OtherKind; readonly servers: readonly string[] }) {
  const t = useTexts(otherConnectorTexts);
  const { initial, pages, shown } = otherForms[kind];
  return (
    <NewObject
      {...props}
      source={ordersOf[kind]}
      noun={kind}
      title={t(newTitles[kind])}
      initial={initial(servers)}
      pages={() => pages(t)}
      parametersOf={(values) => withoutNulls(parametersOf(values, Object.keys(values), shown))}
    />
  );
}

/** What is left empty in a new object is not said. */
function withoutNulls(parameters: FormValues): FormValues {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}

export function EditOther({ kind, ...props }: EditedObject<ObjectRow> & { readonly kind: OtherKind }) {
  const t = useTexts(otherConnectorTexts);
  const { general, pages, shown } = otherForms[kind];
  return (
    <EditObject
      {...props}
      source={ordersOf[kind]}
      title={t('editTitle', { name: props.object.Name })}
      shape={shapeOf(shown)}
      tabs={[...pages(t), general(t)]}
    />
  );
}
