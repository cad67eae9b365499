import { api, checked, type ChangeOptions } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditDialog,
  FormSelect,
  FormText,
  useForm,
  useTaggedObject,
  Wizard,
  type EditTab,
  type FormValues,
  type ObjectDialogProps,
  type ObjectRow,
} from '../../../ui/index.js';
import { PartsField } from './parts-field.js';
import { rulesTexts } from './rules.text.js';
import {
  changedParameters,
  generalNames,
  newParameters,
  parametersOfPart,
  partsIn,
  ruleValues,
  type PartList,
} from './rule-values.js';
import type { DeclaredParts } from './use-rule-parts.js';

const presets = {
  Name: '',
  State: 'Enabled',
  Mode: 'Enforce',
  Comments: '',
  RuleErrorAction: 'Ignore',
  SenderAddressLocation: 'Header',
};

export function NewRule({ parts, onClose, onSaved }: ObjectDialogProps & { readonly parts: DeclaredParts }) {
  const t = useTexts(rulesTexts);
  const create = (values: FormValues, how: ChangeOptions) =>
    api.transportRules.create(newParameters(values, parts), how);
  const form = useForm({
    initial: ruleValues(presets, parts),
    draft: 'new TransportRule',
    check: (values) => checked(() => create(values, { validateOnly: true })),
  });
  return (
    <Wizard
      title={t('newTitle')}
      form={form}
      pages={usePages(parts)}
      name={String(form.values['Name'])}
      save={(values, force) => create(values, { force })}
      onSaved={({ object }) => onSaved(object as unknown as ObjectRow)}
      onClose={onClose}
    />
  );
}

export interface EditRuleProps {
  readonly parts: DeclaredParts;
  readonly object: ObjectRow;
  readonly tag: string | undefined;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function EditRule({ parts, object, tag, mayChange, onClose, onSaved }: EditRuleProps) {
  const t = useTexts(rulesTexts);
  const opened = useTaggedObject(object, tag);
  const set = (values: FormValues, how: ChangeOptions) =>
    api.transportRules.set(object.Identity, changedParameters(values, opened.object(), parts), how);
  const form = useForm({
    initial: ruleValues(object as unknown as FormValues, parts),
    draft: `edit ${object.Guid}`,
    check: (values) => checked(() => set(values, { validateOnly: true })),
  });
  return (
    <EditDialog
      title={t('editTitle', { name: object.Name })}
      form={form}
      tabs={usePages(parts)}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) => set(values, { force, tag: opened.tag() })}
      onSaved={onSaved}
      onRebase={(problem) => ruleValues(opened.rebase(problem), parts)}
      onClose={onClose}
    />
  );
}

function usePages(parts: DeclaredParts): readonly EditTab[] {
  const t = useTexts(rulesTexts);
  const pageOf = (list: PartList): EditTab => ({
    title: t(list),
    fields: [list, ...partsIn(list, parts).flatMap((part) => parametersOfPart(part, list))],
    content: <PartsField list={list} parts={parts} />,
  });
  const general = { title: t('general'), fields: generalNames, content: <GeneralFields /> };
  // What does nothing is told on the last page: that is where it is mended.
  return [general, pageOf('conditions'), pageOf('exceptions'), pageOf('actions')];
}

const modes = ['Enforce', 'Audit', 'AuditAndNotify'] as const;
const locations = ['Header', 'Envelope', 'HeaderOrEnvelope'] as const;

function GeneralFields() {
  const t = useTexts(rulesTexts);
  return (
    <>
      <FormText name="Name" label={t('Name')} />
      <div className="columns">
        <FormSelect
          name="State"
          label={t('on')}
          options={[
            { value: 'Enabled', label: t('on') },
            { value: 'Disabled', label: t('off') },
          ]}
        />
        <FormText name="Priority" label={t('Priority')} description={t('priorityHelp')} />
      </div>
      <FormSelect
        name="Mode"
        label={t('mode')}
        description={t('modeHelp')}
        options={modes.map((value) => ({ value, label: t(value) }))}
      />
      <div className="columns">
        <FormText name="ActivationDate" label={t('ActivationDate')} description={t('dateHelp')} />
        <FormText name="ExpiryDate" label={t('ExpiryDate')} description={t('dateHelp')} />
      </div>
      <div className="columns">
        <FormSelect
          name="SenderAddressLocation"
          label={t('SenderAddressLocation')}
          options={locations.map((value) => ({ value, label: t(value) }))}
        />
        <FormSelect
          name="RuleErrorAction"
          label={t('RuleErrorAction')}
          options={(['Ignore', 'Defer'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <FormText name="Comments" label={t('Comments')} isMultiline />
    </>
  );
}
