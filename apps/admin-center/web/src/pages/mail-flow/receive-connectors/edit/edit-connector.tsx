import { api, checked, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import {
  changedFields,
  EditDialog,
  useForm,
  useTaggedObject,
  withDeclared,
  type DeclaredPage,
  type DeclaredParameter,
  type EditTab,
  type FormValues,
} from '../../../../ui/index.js';
import { connectorFormTexts } from '../connector-forms.text.js';
import { editPages, type EditPage } from './edit-pages.js';
import { connectorFormValues, connectorParameters, shownOf } from './edit-values.js';
import { GeneralTab } from './general-tab.js';
import { LimitsTab } from './limits-tab.js';
import { MatchesTab } from './matches-tab.js';
import { PermissionsTab } from './permissions-tab.js';
import { ScopingTab } from './scoping-tab.js';
import { SecurityTab } from './security-tab.js';
import { SmtpTab } from './smtp-tab.js';
import type { ExplainedConnector } from './use-explained.js';

export interface EditConnectorProps {
  readonly object: ObjectOf<'ReceiveConnectors'>;
  /** ETag of the object. */
  readonly tag: string | undefined;
  readonly declared: readonly DeclaredParameter[];
  /** Tab that it opens at. */
  readonly at: number;
  readonly mayChange: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** A connector in EAC's three tabs, then those that Exchange has in its shell alone. */
export function EditConnector(props: EditConnectorProps) {
  const { object, tag, declared, at, mayChange, onClose, onSaved } = props;
  const t = useTexts(connectorFormTexts);
  const opened = useTaggedObject(object, tag);
  const shown = shownOf(declared);
  const valuesOf = (each: FormValues): FormValues => connectorFormValues(each, shown);
  const said = (values: FormValues): FormValues =>
    connectorParameters(values, changedFields({ base: valuesOf(opened.object()), values }), shown);
  const set = (values: FormValues, how: { readonly validateOnly?: boolean; readonly force?: boolean }) =>
    api.receiveConnectors.set(object.Identity, said(values), { ...how, tag: opened.tag() });
  const form = useForm({
    initial: valuesOf(object),
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
      tabs={withDeclared(useTabs({ object, shown }), declared)}
      name={object.Name}
      isReadOnly={!mayChange}
      save={(values, force) => set(values, { force })}
      onSaved={onSaved}
      onRebase={(problem) => valuesOf(opened.rebase(problem))}
      onClose={onClose}
    />
  );
}

function useTabs(connector: ExplainedConnector): readonly (EditTab & DeclaredPage)[] {
  const t = useTexts(connectorFormTexts);
  const { object } = connector;
  const contents: Readonly<Record<EditPage, EditTab['content']>> = {
    general: <GeneralTab />,
    security: <SecurityTab {...connector} />,
    scoping: <ScopingTab object={object} />,
    limits: <LimitsTab />,
    smtp: <SmtpTab {...connector} />,
    permissions: <PermissionsTab object={object} />,
    matches: <MatchesTab {...connector} />,
  };
  return editPages.map(({ page, ...rest }) => ({ ...rest, title: t(page), content: contents[page] }));
}
