import { checked, type ChangeOptions, type Resource } from '../../api/index.js';
import type { FormValues } from '../form/state/form-state.js';
import { useForm } from '../form/state/use-form.js';
import { Wizard, type WizardPage } from '../form/wizard.js';
import type { ObjectDialogProps, ObjectRow } from './object-row.js';

export interface NewObjectProps extends ObjectDialogProps {
  readonly source: Pick<Resource<never>, 'create'>;
  /** By which what was typed is kept: `AcceptedDomain`. */
  readonly noun: string;
  readonly title: string;
  readonly initial: FormValues;
  readonly pages: (values: FormValues) => readonly WizardPage[];
  /** What the values say to the server; absent: as they are. */
  readonly parametersOf?: (values: FormValues) => FormValues;
}

/** Makes an object, page by page. */
export function NewObject(props: NewObjectProps) {
  const { source, noun, title, initial, pages, parametersOf = asTheyAre, onSaved, onClose } = props;
  const made = (values: FormValues, how: ChangeOptions) => source.create(parametersOf(values), how);
  const form = useForm({
    initial,
    draft: `new ${noun}`,
    check: (values) => checked(() => made(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={title}
      form={form}
      pages={pages(form.values)}
      name={String(form.values['Name'])}
      save={(values, force) => made(values, { force })}
      onSaved={({ object }) => onSaved(object as unknown as ObjectRow)}
      onClose={onClose}
    />
  );
}

function asTheyAre(values: FormValues): FormValues {
  return values;
}
