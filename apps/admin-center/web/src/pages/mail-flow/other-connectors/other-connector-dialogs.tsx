import { api } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  NewObject,
  parametersOf,
  shapeOf,
  shownDeclared,
  useMailboxServers,
  withDeclared,
  type DeclaredParameter,
  type EditedObject,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
} from '../../../ui/index.js';
import { otherConnectorTexts } from './other-connectors.text.js';
import { NewInbound } from './new-inbound.js';
import { otherForms, partnerPages, type OtherKind } from './other-kinds.js';

const newTitles = {
  DeliveryAgentConnectors: 'newDeliveryAgentTitle',
  ForeignConnectors: 'newForeignTitle',
} as const;

/** Makes and changes connectors of a kind. */
export const ordersOf = {
  DeliveryAgentConnectors: api.deliveryAgentConnectors,
  ForeignConnectors: api.foreignConnectors,
  InboundConnectors: api.inboundConnectors,
} as const;

export function isOtherKind(text: string): text is OtherKind {
  return text in ordersOf;
}

export function NewOther({ kind, ...props }: ObjectDialogProps & { readonly kind: OtherKind }) {
  const t = useTexts(otherConnectorTexts);
  const servers = useMailboxServers();
  if (kind === 'InboundConnectors') {
    return <NewInbound {...props} form={otherForms.InboundConnectors} pages={partnerPages(t)} />;
  }
  return servers.length > 0 ? <NewOtherForm {...{ kind, servers }} {...props} /> : null;
}

function NewOtherForm({
  kind,
  servers,
  ...props
}: ObjectDialogProps & { readonly kind: keyof typeof newTitles; readonly servers: readonly string[] }) {
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

export interface EditOtherProps extends EditedObject<ObjectRow> {
  readonly kind: OtherKind;
  readonly declared: readonly DeclaredParameter[];
}

export function EditOther({ kind, declared, ...props }: EditOtherProps) {
  const t = useTexts(otherConnectorTexts);
  const { general, pages, shown } = otherForms[kind];
  const last = { ...general(t), declared: 'General' };
  return (
    <EditObject
      {...props}
      source={ordersOf[kind]}
      title={t('editTitle', { name: props.object.Name })}
      shape={shapeOf({ ...shownDeclared(declared), ...shown })}
      tabs={withDeclared([...pages(t), last], declared)}
    />
  );
}
