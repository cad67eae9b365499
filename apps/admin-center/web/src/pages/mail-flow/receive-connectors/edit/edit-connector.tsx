import { api, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import {
  EditObject,
  withAccessEdit,
  withDeclared,
  type DeclaredPage,
  type DeclaredParameter,
  type EditedObject,
  type EditTab,
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

export interface EditConnectorProps extends EditedObject<ObjectOf<'ReceiveConnectors'>> {
  readonly declared: readonly DeclaredParameter[];
  /** Tab that it opens at. */
  readonly at: number;
}

/** A connector in EAC's three tabs, then those that Exchange has in its shell alone. */
export function EditConnector({ declared, ...props }: EditConnectorProps) {
  const { object } = props;
  const t = useTexts(connectorFormTexts);
  const shown = shownOf(declared);
  return (
    <EditObject
      {...props}
      source={api.receiveConnectors}
      title={t('editTitle', { name: object.Name })}
      shape={{
        valuesOf: (each) => connectorFormValues(each, shown),
        parametersOf: (values, names, base) =>
          withAccessEdit(connectorParameters(values, names, shown), base),
      }}
      tabs={withDeclared(useTabs({ object, shown }), declared)}
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
