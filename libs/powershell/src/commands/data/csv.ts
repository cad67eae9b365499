import { TerminatingError } from '../../errors/error-record.js';
import { memberNames, memberOf } from '../../values/members.js';
import { textOf } from '../../values/text.js';
import { isList, Properties, PSObject, type Value } from '../../values/value.js';

export interface CsvForm {
  readonly delimiter: string;
}

/** A header and a line for each object; all have the columns of the first, as in PowerShell. */
export function csvLines(items: readonly Value[], { delimiter }: CsvForm): string[] {
  const [first] = items;
  if (first === undefined) return [];
  const names = memberNames(first);
  const line = (fields: readonly string[]) => fields.map(quoted).join(delimiter);
  return [line(names), ...items.map((item) => line(names.map((name) => fieldText(memberOf(item, name)))))];
}

/** Lists as administrators' exports have them, not as the name of their type. */
function fieldText(value: Value): string {
  return isList(value) ? value.map(textOf).join(';') : textOf(value);
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}

/** Objects whose properties are the columns (RFC 4180); a `#TYPE` line before the header is passed over. */
export function parseCsv(text: string, { delimiter }: CsvForm, header?: readonly string[]): PSObject[] {
  const rows = rowsOf(text.replace(/^\ufeff/, '').replace(/^#TYPE[^\n]*\n/, ''), delimiter);
  const names = header ?? rows.shift() ?? [];
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    throw new TerminatingError('A column name is there twice.', { category: 'InvalidData' });
  }
  return rows.map((fields) => {
    const entries = names.map((name, i) => [name === '' ? `H${i + 1}` : name, fields[i] ?? null] as const);
    return new PSObject(new Properties(entries));
  });
}

function rowsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const { field, ends } of fieldsOf(text, delimiter)) {
    row.push(field);
    if (!ends) continue;
    // An empty line is none.
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

function* fieldsOf(text: string, delimiter: string): Generator<{ field: string; ends: boolean }> {
  const separator = delimiter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const field = new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)"[^\\r\\n${separator}]*|([^\\r\\n${separator}]*))(${separator}|\\r?\\n|\\r|$)`,
    'y',
  );
  while (field.lastIndex < text.length) {
    const start = field.lastIndex;
    const found = field.exec(text);
    if (found === null) {
      throw new TerminatingError(`The CSV cannot be read after character ${start}: a quote is not closed.`, {
        category: 'InvalidData',
      });
    }
    const [, inQuotes, plain = '', end = ''] = found;
    yield { field: inQuotes?.replaceAll('""', '"') ?? plain, ends: end !== delimiter };
    if (end === delimiter && field.lastIndex >= text.length) yield { field: '', ends: true };
  }
}
