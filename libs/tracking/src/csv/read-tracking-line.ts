import { trackingFields, type TrackingField, type TrackingRow } from './tracking-fields.js';

/** The columns of one file, by its `#Fields` line: older files have fewer, and others may have them in another order. */
export class TrackingColumns {
  readonly #indexes: readonly (readonly [TrackingField, number])[];

  private constructor(names: readonly string[]) {
    this.#indexes = trackingFields.map((field) => [field, names.indexOf(field)]);
  }

  /** `line`: `#Fields: date-time,client-ip,…`, without its line break; undefined when it is another line. */
  static of(line: string): TrackingColumns | undefined {
    const [, names] = /^#Fields:\s*(.*)$/i.exec(line) ?? [];
    return names === undefined ? undefined : new TrackingColumns(names.split(',').map((name) => name.trim()));
  }

  /** Undefined when the line is none of this log: damaged, or without time or event. */
  row(line: string): TrackingRow | undefined {
    const values = csvValues(line);
    const row = Object.fromEntries(this.#indexes.map(([field, index]) => [field, values?.[index] ?? '']));
    const { 'date-time': time = '', 'event-id': event = '' } = row;
    return event === '' || Number.isNaN(Date.parse(time)) ? undefined : (row as TrackingRow);
  }
}

/** RFC 4180 §2, within one line; undefined when a quote is not closed. */
export function csvValues(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(',');
  const values: string[] = [];
  const value = /(?:"((?:[^"]|"")*)"|([^,"][^,]*|))(,|$)/y;
  for (;;) {
    const found = value.exec(line);
    if (found === null) return undefined;
    const [, quoted, plain = '', end] = found;
    values.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') return values;
  }
}
