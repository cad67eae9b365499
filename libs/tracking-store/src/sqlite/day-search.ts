import { countedMax, type FoundEvent, type TrackingCriteria } from '../search/tracking-query.js';
import { conditionsOf, type Condition, type Sql, type Value } from './day-criteria.js';
import type { DayFile } from './day-file.js';
import { recordValues } from './record-values.js';

/** How far a condition is counted to see whether it is the rarest. */
const probedMax = 20_000;
const rareMax = 200;

/** What is looked for in one day: by the index of the rarest condition, while the others are checked of each row. */
export class DaySearch {
  readonly #file: DayFile;
  readonly #conditions: readonly Condition[] | undefined;
  readonly #lastId: number;
  #chosen: { readonly lead: Condition | undefined; readonly others: readonly Condition[] } | undefined;

  /** Rows beyond `lastId` came later than what is looked at. */
  constructor(
    file: DayFile,
    { criteria, lastId }: { readonly criteria: TrackingCriteria; readonly lastId: number },
  ) {
    this.#file = file;
    this.#lastId = lastId;
    this.#conditions = conditionsOf(criteria, file.facets());
  }

  /** At most `max`. */
  count(max: number): number {
    if (this.#conditions === undefined) return 0;
    const { text, values } = this.#matching('1');
    return this.#file.number(`SELECT count(*) AS value FROM (${text} LIMIT ?)`, ...values, max);
  }

  events({ order, limit, offset, total }: Slice): readonly FoundEvent[] {
    if (this.#conditions === undefined) return [];
    const direction = order === 'newest first' ? 'DESC' : 'ASC';
    // What much is found of comes soon on the way along the time; else what is found is put in order.
    const found =
      total >= countedMax / 10 ? this.#byIndex('e.id, e.at', 'events_at') : this.#matching('e.id, e.at');
    const sql =
      `SELECT f.server, r."values" FROM (${found.text} ORDER BY e.at ${direction}, e.id ${direction} LIMIT ? OFFSET ?) s ` +
      'JOIN events e ON e.id = s.id JOIN facets f ON f.id = e.facet JOIN records r ON r.event = e.id ' +
      `ORDER BY e.at ${direction}, e.id ${direction}`;
    const rows = this.#file.statement(sql).all(...found.values, limit, offset);
    return (rows as unknown as readonly StoredRecord[]).map(({ server, values }) => ({
      server,
      values: recordValues(values),
    }));
  }

  /** Keys of the messages of the newest (or oldest) `max` events that are found, with the time of the newest one. */
  messages({ order, total, max }: Pick<Slice, 'order' | 'total'> & { readonly max: number }) {
    if (this.#conditions === undefined) return [];
    const direction = order === 'newest first' ? 'DESC' : 'ASC';
    const isMuch = total >= countedMax / 10;
    const found = isMuch ? this.#byIndex('e.message, e.at', 'events_at') : this.#matching('e.message, e.at');
    const bounded = isMuch ? `${found.text} ORDER BY e.at ${direction} LIMIT ?` : `${found.text} LIMIT ?`;
    const sql =
      `SELECT m.key, s.at FROM (SELECT message, max(at) AS at FROM (${bounded}) GROUP BY message) s ` +
      'JOIN messages m ON m.id = s.message';
    const rows = this.#file.statement(sql).all(...found.values, max);
    return rows as unknown as readonly { readonly key: string; readonly at: number }[];
  }

  /** By the rarest condition. */
  #matching(columns: string): Sql {
    const { lead, others } = (this.#chosen ??= this.#choose());
    if (lead === undefined) return this.#byIndex(columns, 'events_at');
    if (lead.index !== undefined) return this.#byIndex(columns, lead.index);
    const table = lead.gives === 'messages' ? 'e.message' : 'e.id';
    const led = { text: `${table} IN (${lead.lead.text})`, values: lead.lead.values };
    return this.#select(columns, [led, ...others.map(({ check }) => check)]);
  }

  #byIndex(columns: string, index: 'events_facet' | 'events_at'): Sql {
    // The time stands in both of them.
    const checks = (this.#conditions ?? []).map(({ check, index: own }) =>
      own === index || own === 'events_at' ? { ...check, text: check.text.replace('+', '') } : check,
    );
    return this.#select(columns, checks, ` INDEXED BY ${index}`);
  }

  #select(columns: string, conditions: readonly Sql[], by = ''): Sql {
    const all = [...conditions, { text: '+e.id <= ?', values: [this.#lastId] }];
    const where = all.map(({ text }) => text).join(' AND ');
    return {
      text: `SELECT ${columns} FROM events e${by} WHERE ${where}`,
      values: all.flatMap(({ values }) => values),
    };
  }

  #choose() {
    const conditions = this.#conditions ?? [];
    let rarest: { readonly condition: Condition; readonly count: number } | undefined;
    for (const condition of conditions) {
      // What is rare enough need not be compared.
      if (rarest !== undefined && rarest.count < rareMax) break;
      const count = this.#probe(condition);
      if (rarest === undefined || count < rarest.count) rarest = { condition, count };
    }
    const lead = rarest?.condition;
    return { lead, others: conditions.filter((condition) => condition !== lead) };
  }

  /** A message has some events. */
  #probe({ lead: { text, values }, gives }: Condition): number {
    const sql = `SELECT count(*) AS value FROM (${text} LIMIT ${probedMax})`;
    const { value } = this.#file.statement(sql).get(...(values as Value[])) as { readonly value: number };
    return gives === 'messages' ? value * 4 : value;
  }
}

interface StoredRecord {
  readonly server: string;
  readonly values: string;
}

interface Slice {
  readonly order: 'newest first' | 'oldest first';
  readonly limit: number;
  readonly offset: number;
  /** How many are found in this day. */
  readonly total: number;
}
