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
  /**
   * The values as they would be with the pages that are still to come filled in, so that the server warns of what was typed
   * so far; undefined: they are.
   */
  readonly filledIn?: (values: FormValues) => FormValues | undefined;
  /** Before the row is gone to; `values`: what was chosen in the form besides. */
  readonly onMade?: (made: ObjectRow, values: FormValues) => void;
}

/** Makes an object, page by page. */
export function NewObject(props: NewObjectProps) {
  const { source, noun, title, initial, pages, parametersOf = asTheyAre, onSaved, onClose } = props;
  const made = (values: FormValues, how: ChangeOptions) => source.create(parametersOf(values), how);
  const form = useForm({
    initial,
    draft: `new ${noun}`,
    async check(values) {
      const tried = (of: FormValues) => checked(() => made(of, { validateOnly: true }));
      const answer = await tried(values);
      const whole = answer.wrongs.length === 0 ? undefined : props.filledIn?.(values);
      return whole === undefined ? answer : { ...answer, warnings: (await tried(whole)).warnings };
    },
  });
  return (
    <Wizard
      title={title}
      form={form}
      pages={pages(form.values)}
      name={String(form.values['Name'])}
      save={(values, force) => made(values, { force })}
      onSaved={({ object }) => {
        const row = object as unknown as ObjectRow;
        props.onMade?.(row, form.values);
        onSaved(row);
      }}
      onClose={onClose}
    />
  );
}

function asTheyAre(values: FormValues): FormValues {
  return values;
}
