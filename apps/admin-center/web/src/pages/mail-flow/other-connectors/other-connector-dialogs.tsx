import { api, checked, type ChangeOptions } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  changedFields,
  EditDialog,
  formValuesOf,
  parametersOf,
  useForm,
  useMailboxServers,
  useTaggedObject,
  Wizard,
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
  onClose,
  onSaved,
}: ObjectDialogProps & { readonly kind: OtherKind; readonly servers: readonly string[] }) {
  const t = useTexts(otherConnectorTexts);
  const { initial, pages, shown } = otherForms[kind];
  const made = (values: FormValues, how: ChangeOptions) =>
    ordersOf[kind].create(withoutNulls(parametersOf(values, Object.keys(values), shown)), how);
  const form = useForm({
    initial: initial(servers),
    draft: `new ${kind}`,
    check: (values) => checked(() => made(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={t(newTitles[kind])}
      form={form}
      pages={pages(t)}
      name={String(form.values['Name'])}
      save={(values, force) => made(values, { force })}
      onSaved={({ object }) => onSaved(object as unknown as ObjectRow)}
      onClose={onClose}
    />
  );
}

/** What is left empty in a new object is not said. */
function withoutNulls(parameters: FormValues): FormValues {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}

export interface EditOtherProps {
  readonly kind: OtherKind;
  readonly object: ObjectRow;
  readonly tag: string | undefined;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function EditOther({ kind, object, tag, mayChange, onClose, onSaved }: EditOtherProps) {
  const t = useTexts(otherConnectorTexts);
  const { general, pages, shown } = otherForms[kind];
  const opened = useTaggedObject(object, tag);
  const valuesOf = (each: FormValues): FormValues => formValuesOf(each, shown);
  const said = (values: FormValues): FormValues =>
    parametersOf(values, changedFields({ base: valuesOf(opened.object()), values }), shown);
  const set = (values: FormValues, how: ChangeOptions) =>
    ordersOf[kind].set(object.Identity, said(values), how);
  const form = useForm({
    initial: valuesOf(object as unknown as FormValues),
    draft: `edit ${object.Guid}`,
    check: (values) => checked(() => set(values, { validateOnly: true })),
  });
  return (
    <EditDialog
      title={t('editTitle', { name: object.Name })}
      form={form}
      tabs={[...pages(t), general(t)]}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) => set(values, { force, tag: opened.tag() })}
      onSaved={onSaved}
      onRebase={(problem) => valuesOf(opened.rebase(problem))}
      onClose={onClose}
    />
  );
}
