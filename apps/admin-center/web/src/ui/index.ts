import './look/tokens.css';
import './look/base.css';
import './control/controls.css';
import './dialog/overlay.css';
import './list/list.css';
import './form/form.css';
import './bulk/bulk.css';
import './query/query.css';
import './connector/connector.css';
import './explain/explain.css';
import './recipient/recipient.css';

export { Icon, type IconName } from './look/icon.js';

export { densities, preferences, themes, usePreferences } from './browser/preferences.js';
export { saveFile } from './browser/save-file.js';
export { useShortcut } from './browser/shortcuts.js';
export { useUrlDialog, useUrlState } from './browser/url-state.js';
export { useNow } from './browser/use-now.js';

export { Address } from './shown/address.js';
export { useAttentionWords } from './shown/attention-words.js';
export { Changes } from './shown/changes.js';
export { LastTime } from './shown/last-time.js';
export { LiveText } from './shown/live-text.js';
export { Note } from './shown/note.js';
export { ProtocolLines } from './shown/protocol-lines.js';
export { QrCode } from './shown/qr-code.js';
export { shown } from './shown/shown-text.js';
export { StateBadge, StateSign, type State } from './shown/state-badge.js';
export { Uptime } from './shown/uptime.js';
export { wrongTexts } from './shown/wrong-texts.js';

export { AttentionLink } from './control/attention-link.js';
export { Action, Button } from './control/button.js';
export { Menu, MenuChoice, MenuItem } from './control/menu.js';
export { PageLink } from './control/page-link.js';
export { SearchBox } from './control/search-box.js';
export { Segments } from './control/segments.js';
export { Toolbar } from './control/toolbar.js';

export { Check } from './field/check.js';
export { NewPassword } from './field/new-password.js';
export { Radios, type Choice } from './field/radios.js';
export { Select, type Option } from './field/select.js';
export { TextField } from './field/text-field.js';

export { Confirm, Dialog } from './dialog/dialog.js';
export { Opened } from './dialog/opened.js';
export { toasts, Toasts, useEarlierToasts } from './dialog/toasts.js';

export { ChartBar, useChartsLook, type ChartsLook } from './chart/chart-bar.js';
export type { ChartSeries } from './chart/chart-data.js';
export { lengths, resolutionOf, timesOf, topicOf, type Range } from './chart/ranges.js';
export { Chart, type ChartMark, type ChartProps } from './chart/chart.js';

export { sortOf, type Column } from './grid/column.js';
export { useNamedRows } from './grid/named-rows.js';
export { Grid } from './grid/grid.js';
export { useTouch } from './grid/steady.js';
export { useWindows } from './grid/windows.js';

export { ColumnsMenu, useColumns, type ChosenColumns } from './list/columns.js';
export { CsvItem } from './list/csv-item.js';
export { csvOf } from './list/csv.js';
export { Details, Facts, Section } from './list/details.js';
export { Groups, type Group } from './list/groups.js';
export { joinedQuery } from './list/joined-query.js';
export { ListToolbar } from './list/list-toolbar.js';
export { ListView } from './list/list-view.js';
export { PauseAction, usePause, type Pause } from './list/pause.js';
export { useList, useListOf, type List, type ListQuery } from './list/use-list.js';
export { useWindowedList } from './list/use-windowed-list.js';

export { EditDialog, type EditTab } from './form/edit-dialog.js';
export {
  FormCheck,
  FormChecks,
  FormRadios,
  FormSelect,
  FormText,
  listOf,
  useField,
  type FieldOf,
} from './form/fields.js';
export { Declared, withDeclared } from './form/declared/declared-fields.js';
export {
  shownDeclared,
  type DeclaredPage,
  type DeclaredParameter,
} from './form/declared/declared-parameters.js';
export { Wizard, type WizardPage } from './form/wizard.js';

export { FormRows, type RowDialogProps } from './form/rows/form-rows.js';
export { FormTextRows } from './form/rows/form-text-rows.js';
export { useRowCheck } from './form/rows/use-row-check.js';

export { changedFields, type FormValues } from './form/state/form-state.js';
export { FormProvider, useForm, useFormPlace, type Form } from './form/state/use-form.js';
export type { Saved } from './form/state/use-saving.js';
export { useTaggedObject } from './form/state/use-tagged-object.js';
export {
  formValuesOf,
  kilobytes,
  lines,
  megabytes,
  number,
  octets,
  optional,
  parametersOf,
  textOf,
  timeSpan,
  type Shown,
  type ShownParameters,
} from './form/state/values.js';

export { OrderCommand } from './form/order-command.js';

export { DeclaredEdit, type DeclaredGroup, type DeclaredTab } from './declared/declared-edit.js';
export { TransportSettingsDialog } from './transport-settings/transport-settings-dialog.js';

export { EditObject, shapeOf, type EditedObject, type FormShape } from './object/edit-object.js';
export { KindPage, type RowOf } from './object/kind-page.js';
export { NewObject } from './object/new-object.js';
export { ObjectPage } from './object/object-page.js';
export type { ObjectDialogProps, ObjectRow } from './object/object-row.js';
export { RestoreRevision } from './object/restore-revision.js';

export { QueryBox, QueryChips } from './query/query-box.js';
export { FilterDialog } from './query/filter-dialog.js';
export { SavedSearches } from './query/saved-searches.js';
export {
  momentOf,
  parseQuery,
  spanMs,
  withTerm,
  type QueryField,
  type QueryTerm,
} from './query/query-terms.js';

export { BulkDialog } from './bulk/bulk-dialog.js';
export { previewFrom, type Chosen, type MessageOrder } from './bulk/bulk-orders.js';
export { useOrderText } from './bulk/order-text.js';
export { BulkPreview } from './bulk/preview.js';
export { isUndoable, RunningOperations } from './bulk/running-operations.js';
export { useOperations } from './bulk/use-operations.js';
export { useMessageOrders } from './bulk/use-message-orders.js';
export { doneOf, useUndo, watchOperation, type BulkView } from './bulk/watched-operation.js';

export { AccessControlField } from './connector/access-control-field.js';
export {
  accessControl,
  accessRowOf,
  accessRowText,
  anonymousLogon,
  withAccessEdit,
} from './connector/access-rows.js';
export { CertificateField } from './connector/certificate-field.js';
export {
  addressSpaces,
  AddressSpacesField,
  spaceText,
  type SpaceParts,
} from './connector/address-spaces-field.js';
export {
  SourceServersField,
  useMailboxServers,
  useSubscribedEdges,
} from './connector/source-servers-field.js';

export { ExplainPage, Verdicts } from './explain/explain-page.js';
export { RouteAnswer } from './explain/route-answer.js';

export { RecipientField, RecipientsField } from './recipient/recipient-fields.js';
export { useRecipientTabs } from './recipient/recipient-tabs.js';
export { optionalList, personParameters, recipientParameters } from './recipient/recipient-values.js';
export type { Whom } from './recipient/use-recipients.js';
export { PasswordAction, ResetPassword } from './recipient/reset-password.js';
