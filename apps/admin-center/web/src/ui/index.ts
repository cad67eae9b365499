import './tokens.css';
import './base.css';
import './controls.css';
import './overlay.css';
import './list.css';
import './form/form.css';
import './bulk/bulk.css';
import './query/query.css';
import './connector/connector.css';
import './explain/explain.css';

export { AttentionLink } from './attention-link.js';
export { BulkDialog } from './bulk/bulk-dialog.js';
export { previewFrom, type Chosen, type MessageOrder } from './bulk/bulk-orders.js';
export { BulkPreview } from './bulk/preview.js';
export { isUndoable, RunningOperations } from './bulk/running-operations.js';
export { useMessageOrders } from './bulk/use-message-orders.js';
export { doneOf, useUndo, watchOperation, type BulkView } from './bulk/watched-operation.js';
export { Action, Button } from './button.js';
export { Chart, type ChartMark } from './chart/chart.js';
export type { ChartSeries } from './chart/chart-data.js';
export { ColumnsMenu, useColumns, type ChosenColumns } from './columns.js';
export { CsvItem, rowsOf } from './csv-item.js';
export { csvOf } from './csv.js';
export { saveFile } from './save-file.js';
export { Details, Facts, Section } from './details.js';
export { Confirm, Dialog } from './dialog.js';
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
export { FormRows, type RowDialogProps } from './form/form-rows.js';
export { Radios, type Choice } from './form/radios.js';
export { useRowCheck } from './form/use-row-check.js';
export { changedFields, type FormValues } from './form/form-state.js';
export { useForm, useFormPlace, type Form } from './form/use-form.js';
export type { Saved } from './form/use-saving.js';
export { Wizard, type WizardPage } from './form/wizard.js';
export { Check } from './form/check.js';
export { NewPassword } from './form/new-password.js';
export { Select, type Option } from './form/select.js';
export { TextField } from './form/text-field.js';
export { sortOf, type Column } from './grid/column.js';
export { Grid } from './grid/grid.js';
export { useWindows } from './grid/windows.js';
export { Groups, type Group } from './groups.js';
export { Icon, type IconName } from './icon.js';
export { LiveText } from './live-text.js';
export { ListView } from './list-view.js';
export { Menu, MenuChoice, MenuItem } from './menu.js';
export { Opened } from './opened.js';
export { Note } from './note.js';
export { PageLink } from './page-link.js';
export { wrongTexts } from './wrong-texts.js';
export { PauseAction, usePause, type Pause } from './pause.js';
export { densities, preferences, themes, usePreferences } from './preferences.js';
export { SearchBox } from './search-box.js';
export { Segments } from './segments.js';
export { useShortcut } from './shortcuts.js';
export { StateBadge, StateSign, type State } from './state-badge.js';
export { toasts, Toasts } from './toasts.js';
export { Toolbar } from './toolbar.js';
export { Uptime } from './uptime.js';
export { useUrlState } from './url-state.js';
export { useList, type List, type ListQuery } from './use-list.js';
export { useNow } from './use-now.js';
export {
  formValuesOf,
  kilobytes,
  megabytes,
  number,
  optional,
  parametersOf,
  timeSpan,
  type Shown,
  type ShownParameters,
} from './form/values.js';
export { useTaggedObject } from './form/use-tagged-object.js';
export { Address } from './address.js';
export { QueryBox, QueryChips } from './query/query-box.js';
export {
  momentOf,
  parseQuery,
  spanMs,
  withTerm,
  type QueryField,
  type QueryTerm,
} from './query/query-terms.js';
export { ProtocolLines } from './protocol-lines.js';
export { shown } from './shown-text.js';
export { useTouch } from './grid/steady.js';
export { useWindowedList } from './use-windowed-list.js';
export {
  addressSpaces,
  AddressSpacesField,
  spaceText,
  type SpaceParts,
} from './connector/address-spaces-field.js';
export { SourceServersField, useMailboxServers } from './connector/source-servers-field.js';
export { ExplainPage, Verdicts } from './explain/explain-page.js';
export { ObjectPage, type ObjectDialogProps, type ObjectRow } from './object-page.js';
export { FormTextRows } from './form/form-text-rows.js';
