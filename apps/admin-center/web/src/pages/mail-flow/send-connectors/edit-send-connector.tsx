import { api, type ObjectOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  EditObject,
  withAccessEdit,
  withDeclared,
  type DeclaredPage,
  type DeclaredParameter,
  type EditedObject,
  type EditTab,
} from '../../../ui/index.js';
import { editPages, type EditPage } from './edit-pages.js';
import {
  DeliveryTab,
  ErrorsTab,
  GeneralTab,
  LimitsTab,
  PermissionsTab,
  ScopingTab,
  TlsTab,
} from './edit-tabs.js';
import { sendConnectorTexts } from './send-connectors.text.js';
import { sendFormValues, sendParameters, shownOf } from './send-values.js';

export interface EditSendConnectorProps extends EditedObject<ObjectOf<'SendConnectors'>> {
  readonly declared: readonly DeclaredParameter[];
}

/** A connector in EAC's three tabs, then those that Exchange has in its shell alone. */
export function EditSendConnector({ declared, ...props }: EditSendConnectorProps) {
  const t = useTexts(sendConnectorTexts);
  const shown = shownOf(declared);
  return (
    <EditObject
      {...props}
      source={api.sendConnectors}
      title={t('editTitle', { name: props.object.Name })}
      shape={{
        valuesOf: (object) => sendFormValues(object, shown),
        parametersOf: (values, names, base) => withAccessEdit(sendParameters(values, names, shown), base),
      }}
      tabs={withDeclared(useTabs(), declared)}
    />
  );
}

const contents: Readonly<Record<EditPage, EditTab['content']>> = {
  general: <GeneralTab />,
  delivery: <DeliveryTab />,
  scoping: <ScopingTab />,
  tls: <TlsTab />,
  limits: <LimitsTab />,
  permissions: <PermissionsTab />,
  errors: <ErrorsTab />,
};

function useTabs(): readonly (EditTab & DeclaredPage)[] {
  const t = useTexts(sendConnectorTexts);
  return editPages.map(({ page, ...rest }) => ({ ...rest, title: t(page), content: contents[page] }));
}
