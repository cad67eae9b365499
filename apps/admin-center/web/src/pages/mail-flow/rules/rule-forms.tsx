import { api } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  FormSelect,
  FormText,
  NewObject,
  type EditedObject,
  type EditTab,
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

export function NewRule({ parts, ...props }: ObjectDialogProps & { readonly parts: DeclaredParts }) {
  const t = useTexts(rulesTexts);
  const pages = usePages(parts);
  return (
    <NewObject
      {...props}
      source={api.transportRules}
      noun="TransportRule"
      title={t('newTitle')}
      initial={ruleValues(presets, parts)}
      pages={() => pages}
      parametersOf={(values) => newParameters(values, parts)}
    />
  );
}

export function EditRule({ parts, ...props }: EditedObject<ObjectRow> & { readonly parts: DeclaredParts }) {
  const t = useTexts(rulesTexts);
  return (
    <EditObject
      {...props}
      source={api.transportRules}
      title={t('editTitle', { name: props.object.Name })}
      shape={{
        valuesOf: (rule) => ruleValues(rule, parts),
        parametersOf: (values, _, rule) => changedParameters(values, rule, parts),
      }}
      tabs={usePages(parts)}
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
