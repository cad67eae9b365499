import type { ReactNode } from 'react';

import { checked, type ObjectKind, type ObjectOf, type Single } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { DeclaredField } from '../form/declared/declared-field.js';
import { Declared, withDeclared } from '../form/declared/declared-fields.js';
import { shownDeclared, type DeclaredParameter } from '../form/declared/declared-parameters.js';
import { declaredTexts } from '../form/declared/declared.text.js';
import { EditDialog, type EditTab } from '../form/edit-dialog.js';
import { changedFields, type FormValues } from '../form/state/form-state.js';
import { useForm } from '../form/state/use-form.js';
import { useTaggedObject } from '../form/state/use-tagged-object.js';
import { formValuesOf, parametersOf, type ShownParameters } from '../form/state/values.js';

/** Parameters that belong together. */
export interface DeclaredGroup {
  readonly title?: string;
  readonly names: readonly string[];
  /** Beneath the fields. */
  readonly below?: ReactNode;
  /** In place of the fields, of parameters that need one of their own. */
  readonly fields?: ReactNode;
}

export interface DeclaredTab {
  readonly title: string;
  readonly groups: readonly DeclaredGroup[];
}

export interface DeclaredEditProps<Kind extends ObjectKind> {
  readonly kind: Kind;
  readonly source: Single<Kind>;
  readonly identity: string;
  readonly object: ObjectOf<Kind>;
  /** ETag of the object. */
  readonly tag: string | undefined;
  readonly title: string;
  /** What is typed where it is dangerous. */
  readonly name: string;
  readonly tabs: readonly DeclaredTab[];
  /** Tab that it opens at. */
  readonly at?: number;
  /** Undefined: as it is declared. */
  readonly labelOf: (name: string) => string | undefined;
  /** Undefined: as it is declared, in English. */
  readonly helpOf?: (name: string) => string | undefined;
  /** How parameters with fields of their own stand in them. */
  readonly shown?: ShownParameters;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/**
 * An object whose form follows from its declaration: tabs name the parameters, the server says what each one is, and what no
 * tab names is on the last one, so that a new parameter needs nothing here.
 */
export function DeclaredEdit<Kind extends ObjectKind>(props: DeclaredEditProps<Kind>) {
  return (
    <Declared kind={props.kind}>{(parameters) => <Editing {...props} parameters={parameters} />}</Declared>
  );
}

function Editing<Kind extends ObjectKind>(
  props: DeclaredEditProps<Kind> & { readonly parameters: readonly DeclaredParameter[] },
) {
  const { source, identity, object, tag, title, name, at, mayChange, onClose, onSaved, parameters } = props;
  const opened = useTaggedObject(object, tag);
  const shown = { ...shownDeclared(parameters), ...props.shown };
  const valuesOf = (each: FormValues): FormValues => formValuesOf(each, shown);
  const said = (values: FormValues): FormValues =>
    parametersOf(values, changedFields({ base: valuesOf(opened.object()), values }), shown);
  const set = (values: FormValues, how: { readonly validateOnly?: boolean; readonly force?: boolean }) =>
    source.set(identity, said(values) as Parameters<typeof source.set>[1], how);
  const form = useForm({
    initial: valuesOf(object as FormValues),
    draft: `edit ${props.kind} ${identity}`,
    at,
    check: (values) => checked(() => set(values, { validateOnly: true })),
  });
  return (
    <EditDialog
      title={title}
      form={form}
      tabs={useDeclaredTabs(props)}
      name={name}
      isReadOnly={!mayChange}
      save={(values, force) =>
        source.set(identity, said(values) as Parameters<typeof source.set>[1], { force, tag: opened.tag() })
      }
      onSaved={onSaved}
      onRebase={(problem) => valuesOf(opened.rebase(problem))}
      onClose={onClose}
    />
  );
}

type Tabs = Pick<DeclaredEditProps<ObjectKind>, 'tabs' | 'labelOf' | 'helpOf'> & {
  readonly parameters: readonly DeclaredParameter[];
};

function useDeclaredTabs({ tabs, parameters, ...texts }: Tabs): readonly EditTab[] {
  const t = useTexts(declaredTexts);
  const drawn = tabs.map(({ title, groups }) => ({
    title,
    fields: groups.flatMap(({ names }) => names),
    content: groups.map((group) => (
      <Group key={group.names.join(' ')} {...{ group, parameters }} {...texts} />
    )),
  }));
  const all = withDeclared(
    [...drawn, { title: t('other'), declared: '', fields: [], content: null }],
    parameters,
  );
  return all.filter(({ fields }) => fields.length > 0);
}

function Group({
  group: { title, names, below, fields },
  labelOf,
  helpOf,
  parameters,
}: Omit<Tabs, 'tabs'> & { readonly group: DeclaredGroup }) {
  const declared = names.flatMap((name) => parameters.find((each) => each.name === name) ?? []);
  const isShort = ({ type, multiple }: DeclaredParameter): boolean => !multiple && type !== 'boolean';
  const field = (parameter: DeclaredParameter) => (
    <DeclaredField
      key={parameter.name}
      parameter={parameter}
      label={labelOf(parameter.name) ?? parameter.label}
      help={helpOf?.(parameter.name)}
    />
  );
  return (
    <>
      {title !== undefined && <h3>{title}</h3>}
      {fields ?? (
        <>
          {declared.filter((each) => each.type === 'boolean').map(field)}
          {declared.some(isShort) && <div className="columns">{declared.filter(isShort).map(field)}</div>}
          {declared.filter(({ multiple }) => multiple).map(field)}
        </>
      )}
      {below}
    </>
  );
}
