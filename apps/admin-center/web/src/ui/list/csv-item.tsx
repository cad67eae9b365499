import { useTexts } from '../../text/index.js';
import { saveFile } from '../browser/save-file.js';
import { MenuItem } from '../control/menu.js';
import { toasts } from '../dialog/toasts.js';
import type { RowSource } from '../grid/row-source.js';
import { uiTexts } from '../ui.text.js';
import type { ChosenColumns } from './columns.js';
import { csvOf } from './csv.js';

export interface CsvProps<Row> {
  /** Of the file, before the time. */
  readonly name: string;
  readonly columns: ChosenColumns<Row>;
  /** All rows that the list has, and not only those that are in view. */
  readonly read: () => readonly Row[] | Promise<readonly Row[]>;
}

/** Saves a list as CSV, with the columns that are shown. */
export function useCsv<Row>({ name, columns, read }: CsvProps<Row>): () => void {
  const t = useTexts(uiTexts);
  const save = async (): Promise<void> => {
    const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
    saveFile(`${name} ${time}.csv`, csvOf(columns.shown, await read()), 'text/csv;charset=utf-8');
  };
  const told = (error: unknown): void => toasts.show(t('failed', { reason: String(error) }), 'bad');
  return () => void save().catch(told);
}

export function CsvItem<Row>(props: CsvProps<Row>) {
  const t = useTexts(uiTexts);
  return <MenuItem label={t('exportCsv')} icon="download" onAction={useCsv(props)} />;
}

/** The rows that are here. */
export function rowsOf<Row>(source: RowSource<Row>): readonly Row[] {
  const indexes = Array.from({ length: source.total ?? 0 }, (_, index) => index);
  return indexes.flatMap((index) => source.rowAt(index) ?? []);
}
