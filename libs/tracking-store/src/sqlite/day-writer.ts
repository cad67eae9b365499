import type { Facet, MessageFacts, TrackedRow } from '../event/tracked-row.js';
import { subjectWords } from '../search/subject-words.js';
import type { DayFile } from './day-file.js';

/** Numbers of what is written again and again; beyond, the oldest is looked up anew. */
const rememberedMax = 20_000;

interface Given {
  readonly id: number;
}

/** Writes into a day; one at a time, as its numbers are remembered. */
export class DayWriter {
  readonly file: DayFile;
  readonly #facets = new Map<string, number>();
  readonly #addresses = new Map<string, number>();
  readonly #messages = new Map<string, number>();

  constructor(file: DayFile) {
    this.file = file;
  }

  /** All or nothing; how many are new. */
  append(rows: readonly TrackedRow[]): number {
    try {
      return this.file.inTransaction(() => rows.filter((row) => this.#append(row)).length);
    } catch (error) {
      // Numbers of rows that are not there.
      for (const numbers of [this.#facets, this.#addresses, this.#messages]) numbers.clear();
      throw error;
    }
  }

  /** False when it is there already. */
  #append(row: TrackedRow): boolean {
    const added = this.file
      .statement(
        'INSERT INTO events (at, facet, message, client, originalClient, reference, logId) ' +
          'VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (logId) DO NOTHING RETURNING id',
      )
      .get(
        row.at,
        this.#facet(row.facet),
        this.#message(row.message),
        row.client ?? null,
        row.originalClient ?? null,
        row.reference || null,
        row.logId,
      ) as Given | undefined;
    if (added === undefined) return false;
    this.file
      .statement('INSERT INTO records (event, "values") VALUES (?, ?)')
      .run(added.id, JSON.stringify(row.values));
    const recipient = this.file.statement('INSERT INTO recipients (address, event) VALUES (?, ?)');
    for (const address of row.recipients) recipient.run(this.#address(address), added.id);
    return true;
  }

  #facet(facet: Facet): number {
    const { event, source, server, connector, trafficType } = facet;
    const values = [event, source, server, connector, trafficType];
    return remembered(this.#facets, values.join('\n'), () =>
      this.#numberOf({ table: 'facets', columns: 'event, source, server, connector, trafficType', values }),
    );
  }

  #address(address: string): number {
    return remembered(this.#addresses, address, () => {
      const domain = address.slice(address.lastIndexOf('@') + 1);
      const added = this.file
        .statement(
          'INSERT INTO addresses (address, domain) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id',
        )
        .get(address, domain);
      const known = () => this.file.statement('SELECT id FROM addresses WHERE address = ?').get(address);
      return ((added ?? known()) as unknown as Given).id;
    });
  }

  #message(facts: MessageFacts): number {
    const { key, messageId, internalId, sender, subject } = facts;
    return remembered(this.#messages, [key, messageId, internalId, sender, subject].join('\n'), () => {
      const columns = 'key, messageId, internalId, sender, subject';
      const values = [key, messageId, internalId, this.#address(sender), subject];
      return this.#numberOf({ table: 'messages', columns, values }, (id) => {
        const words = subjectWords(subject).join(' ');
        // With a space on either side each word can be found by its text, too.
        this.file.statement('UPDATE messages SET words = ? WHERE id = ?').run(` ${words} `, id);
        if (words !== '') {
          this.file.statement('INSERT INTO subjects (rowid, words) VALUES (?, ?)').run(id, words);
        }
      });
    });
  }

  /** Of the row with these values, which is made when it is not there. */
  #numberOf({ table, columns, values }: Distinct, onAdded?: (id: number) => void): number {
    const places = values.map(() => '?').join(', ');
    const added = this.file
      .statement(`INSERT INTO ${table} (${columns}) VALUES (${places}) ON CONFLICT DO NOTHING RETURNING id`)
      .get(...values) as Given | undefined;
    if (added !== undefined) {
      onAdded?.(added.id);
      return added.id;
    }
    const known = this.file.statement(`SELECT id FROM ${table} WHERE (${columns}) = (${places})`);
    return (known.get(...values) as unknown as Given).id;
  }
}

interface Distinct {
  readonly table: 'facets' | 'messages';
  readonly columns: string;
  readonly values: readonly (string | number)[];
}

function remembered(numbers: Map<string, number>, key: string, find: () => number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const found = find();
  if (numbers.size >= rememberedMax) numbers.delete(numbers.keys().next().value ?? '');
  numbers.set(key, found);
  return found;
}
