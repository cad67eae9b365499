import { checked, type ChangeOptions, type Resource } from '../../api/index.js';
import { EditDialog, type EditTab } from '../form/edit-dialog.js';
import { changedFields, type FormValues } from '../form/state/form-state.js';
import { useForm } from '../form/state/use-form.js';
import { useTaggedObject } from '../form/state/use-tagged-object.js';
import { formValuesOf, parametersOf, type ShownParameters } from '../form/state/values.js';
import type { ObjectRow } from './object-row.js';

/** How a form shows an object, and says what was changed in it. */
export interface FormShape {
  readonly valuesOf: (object: FormValues) => FormValues;
  /** `base`: the object as it was opened, or as somebody else has made it since. */
  readonly parametersOf: (values: FormValues, names: readonly string[], base: FormValues) => FormValues;
}

/** Parameters by their own names, those of `shown` in the units that people type. */
export function shapeOf(shown: ShownParameters): FormShape {
  return {
    valuesOf: (object) => formValuesOf(object, shown),
    parametersOf: (values, names) => parametersOf(values, names, shown),
  };
}

/** An object that was read for its dialog. */
export interface EditedObject<Row> {
  readonly object: Row;
  /** ETag of the object. */
  readonly tag: string | undefined;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export interface EditObjectProps<Row extends ObjectRow> extends EditedObject<Row> {
  readonly source: Pick<Resource<never>, 'set'>;
  readonly title: string;
  readonly shape: FormShape;
  readonly tabs: readonly EditTab[];
  /** Tab that it opens at. */
  readonly at?: number;
}

/** Edits one object: says no more than was changed, and of whom somebody else has changed meanwhile. */
export function EditObject<Row extends ObjectRow>(props: EditObjectProps<Row>) {
  const { source, object, tag, shape, at, mayChange } = props;
  const opened = useTaggedObject(object, tag);
  const set = (values: FormValues, how: ChangeOptions) => {
    const base = opened.object();
    const changed = changedFields({ base: shape.valuesOf(base), values });
    return source.set(object.Identity, shape.parametersOf(values, changed, base), how);
  };
  const form = useForm({
    initial: shape.valuesOf(object as unknown as FormValues),
    draft: `edit ${object.Guid}`,
    at,
    // Without the tag: what somebody else has changed meanwhile is told when it is saved.
    check: (values) => checked(() => set(values, { validateOnly: true })),
  });
  return (
    <EditDialog
      title={props.title}
      form={form}
      tabs={props.tabs}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) => set(values, { force, tag: opened.tag() })}
      onSaved={props.onSaved}
      onRebase={(problem) => shape.valuesOf(opened.rebase(problem))}
      onClose={props.onClose}
    />
  );
}
