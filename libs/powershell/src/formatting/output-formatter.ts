import { memberOf } from '../values/members.js';
import { textOf } from '../values/text.js';
import { Hashtable, Properties, PSObject, type Value } from '../values/value.js';
import { cellText } from './cell.js';
import { FormatBlock } from './format-block.js';
import { GrowingTable } from './growing-table.js';
import { listLines } from './list.js';
import { harmless } from './width.js';

/** Objects with more properties are shown as a list, unless their type has columns. */
const tablePropertiesMax = 4;

/** Objects of one kind that follow each other, as lines. */
interface Group {
  readonly view: string;
  readonly objects: { add(object: PSObject): string[]; pause(): string[]; end(): string[] };
}

/**
 * What a shell shows of values that nobody formatted, as soon as it can be shown: Out-Default. As in PowerShell what is said
 * in the midst of a table stands where it was said, and the rows to come follow below it.
 */
export class OutputFormatter {
  readonly #width: number;
  #group: Group | undefined;

  constructor(width: number) {
    this.#width = width;
  }

  add(value: Value): string[] {
    const object = asObject(value);
    if (object === undefined) return [...this.end(), ...plainLines(value, this.#width)];
    const view = viewOf(object).join('\n');
    const before = this.#group?.view === view ? [] : this.end();
    this.#group ??= { view, objects: groupOf(object, this.#width) };
    return [...before, ...this.#group.objects.add(object)];
  }

  /** Something else is about to be shown: what has waited for more comes first. */
  pause(): string[] {
    return this.#group?.objects.pause() ?? [];
  }

  end(): string[] {
    const lines = this.#group?.objects.end() ?? [];
    this.#group = undefined;
    return lines;
  }
}

/** All of it, line by line. */
export async function* formattedLines(
  values: Iterable<Value> | AsyncIterable<Value>,
  width: number,
): AsyncGenerator<string> {
  const formatter = new OutputFormatter(width);
  for await (const value of values) yield* formatter.add(value);
  yield* formatter.end();
}

/** Undefined when the value is shown as text. */
function asObject(value: Value): PSObject | undefined {
  if (value instanceof FormatBlock) return undefined;
  if (value instanceof Hashtable) return undefined;
  if (!(value instanceof PSObject)) return undefined;
  return value.properties.size === 0 || value.typeNames[0] === 'System.Management.Automation.ErrorRecord'
    ? undefined
    : value;
}

function viewOf({ columns, properties }: PSObject): readonly string[] {
  return columns ?? properties.names();
}

function groupOf(first: PSObject, width: number): Group['objects'] {
  const names = viewOf(first);
  const isTable = first.columns === undefined ? names.length <= tablePropertiesMax : first.columns.length > 0;
  if (isTable) return new GrowingTable(names, width);
  return new GrowingList(first.columns?.length === 0 ? undefined : names, width);
}

/** Each object as a list of its properties, which waits for none of the others. */
class GrowingList {
  readonly #names: readonly string[] | undefined;
  readonly #width: number;
  #isBegun = false;

  constructor(names: readonly string[] | undefined, width: number) {
    this.#names = names;
    this.#width = width;
  }

  add(object: PSObject): string[] {
    const entries = (this.#names ?? object.properties.names()).map(
      (name) => [name, cellText(memberOf(object, name))] as const,
    );
    const lines = [...listLines(entries, this.#width), ''];
    if (this.#isBegun) return lines;
    this.#isBegun = true;
    return ['', ...lines];
  }

  pause(): string[] {
    return [];
  }

  end(): string[] {
    return [];
  }
}

function plainLines(value: Value, width: number): string[] {
  if (value instanceof FormatBlock) return value.lines(width);
  if (value instanceof Hashtable) return hashtableLines(value, width);
  if (value instanceof Date) return ['', cellText(value), ''];
  if (Array.isArray(value)) return value.flatMap((item: Value) => plainLines(item, width));
  return harmless(textOf(value)).split('\n');
}

function hashtableLines({ entries }: Hashtable, width: number): string[] {
  const objects = entries.entries().map(([name, value]) => {
    const properties = [
      ['Name', name],
      ['Value', value],
    ] as const;
    return new PSObject(new Properties(properties));
  });
  if (objects.length === 0) return [];
  const table = new GrowingTable(['Name', 'Value'], width);
  return [...objects.flatMap((object) => table.add(object)), ...table.end()];
}
