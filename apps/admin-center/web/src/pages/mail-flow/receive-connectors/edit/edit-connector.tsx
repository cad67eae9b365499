import { api, checked, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { changedFields, EditDialog, useForm, type EditTab, type FormValues } from '../../../../ui/index.js';
import { connectorFormTexts } from '../connector-forms.text.js';
import { connectorFormValues, connectorParameters } from './edit-values.js';
import { GeneralTab, generalFields } from './general-tab.js';
import { LimitsTab, limitFields } from './limits-tab.js';
import { MatchesTab } from './matches-tab.js';
import { PermissionsTab } from './permissions-tab.js';
import { ScopingTab, scopingFields } from './scoping-tab.js';
import { SecurityTab, securityFields } from './security-tab.js';
import { SmtpTab, smtpFields } from './smtp-tab.js';
import { useTaggedObject } from '../../../../ui/index.js';

export interface EditConnectorProps {
  readonly object: ObjectOf<'ReceiveConnectors'>;
  /** ETag of the object. */
  readonly tag: string | undefined;
  /** Tab that it opens at. */
  readonly at: number;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** A connector in EAC's three tabs, then those that Exchange has in its shell alone. */
export function EditConnector({ object, tag, at, mayChange, onClose, onSaved }: EditConnectorProps) {
  const t = useTexts(connectorFormTexts);
  const opened = useTaggedObject(object, tag);
  const said = (values: FormValues): FormValues =>
    connectorParameters(values, changedFields({ base: connectorFormValues(opened.object()), values }));
  const set = (values: FormValues, how: { readonly validateOnly?: boolean; readonly force?: boolean }) =>
    api.receiveConnectors.set(object.Identity, said(values), { ...how, tag: opened.tag() });
  const form = useForm({
    initial: connectorFormValues(object),
    draft: `edit ${object.Guid}`,
    at,
    // What somebody else has changed meanwhile is told when it is saved.
    check: (values) =>
      checked(() => api.receiveConnectors.set(object.Identity, said(values), { validateOnly: true })),
  });
  return (
    <EditDialog
      title={t('editTitle', { name: object.Name })}
      form={form}
      tabs={useTabs(object)}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) => set(values, { force })}
      onSaved={onSaved}
      onRebase={(problem) => connectorFormValues(opened.rebase(problem))}
      onClose={onClose}
    />
  );
}

function useTabs(object: ObjectOf<'ReceiveConnectors'>): readonly EditTab[] {
  const t = useTexts(connectorFormTexts);
  return [
    { title: t('general'), fields: generalFields, content: <GeneralTab /> },
    { title: t('security'), fields: securityFields, content: <SecurityTab /> },
    {
      title: t('scoping'),
      fields: scopingFields,
      rules: ['C1', 'C2', 'C3'],
      content: <ScopingTab object={object} />,
    },
    { title: t('limits'), fields: limitFields, content: <LimitsTab /> },
    { title: t('smtp'), fields: smtpFields, content: <SmtpTab object={object} /> },
    { title: t('permissions'), fields: ['AccessControl'], content: <PermissionsTab object={object} /> },
    { title: t('matches'), fields: [], content: <MatchesTab object={object} /> },
  ];
}
