import { memberOf } from '../values/members.js';
import { textOf } from '../values/text.js';
import { Hashtable, Properties, PSObject, type Value } from '../values/value.js';
import { cellText, lineText } from './cell.js';
import { FormatBlock } from './format-block.js';
import { listLines } from './list.js';
import { tableLines } from './table.js';
import { harmless } from './width.js';

/** Objects with more properties are shown as a list, unless their type has columns. */
const tablePropertiesMax = 4;
/** A table begins to be shown after so many rows, since its widths have to be known. */
const rowsMax = 1000;

/** What a shell shows of values that nobody formatted: Out-Default. */
export async function* formattedLines(
  values: Iterable<Value> | AsyncIterable<Value>,
  width: number,
): AsyncGenerator<string> {
  let group: PSObject[] = [];
  for await (const value of values) {
    const item = asObject(value);
    if (group.length > 0 && (item === undefined || group.length >= rowsMax || !alike(group[0], item))) {
      yield* groupLines(group, width);
      group = [];
    }
    if (item === undefined) yield* plainLines(value, width);
    else group.push(item);
  }
  yield* groupLines(group, width);
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

function alike(first: PSObject | undefined, other: PSObject): boolean {
  return first !== undefined && viewOf(first).join('\n') === viewOf(other).join('\n');
}

function viewOf({ columns, properties }: PSObject): readonly string[] {
  return columns ?? properties.names();
}

function plainLines(value: Value, width: number): string[] {
  if (value instanceof FormatBlock) return value.lines(width);
  if (value instanceof Hashtable) return hashtableLines(value, width);
  if (value instanceof Date) return ['', cellText(value), ''];
  if (Array.isArray(value)) return value.flatMap((item: Value) => plainLines(item, width));
  return harmless(textOf(value)).split('\n');
}

function hashtableLines({ entries }: Hashtable, width: number): string[] {
  const objects = entries.entries().map(
    ([name, value]) =>
      new PSObject(
        new Properties([
          ['Name', name],
          ['Value', value],
        ]),
      ),
  );
  return objects.length === 0 ? [] : tableOf(objects, ['Name', 'Value'], width);
}

function groupLines(group: readonly PSObject[], width: number): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const names = viewOf(first);
  const isTable = first.columns === undefined ? names.length <= tablePropertiesMax : first.columns.length > 0;
  return isTable
    ? tableOf(group, names, width)
    : listOf(group, first.columns?.length === 0 ? undefined : names, width);
}

function tableOf(objects: readonly PSObject[], names: readonly string[], width: number): string[] {
  const columns = names.map((label) => {
    const values = objects.map((object) => memberOf(object, label));
    return { label, alignment: alignmentOf(values), cells: values.map(lineText) };
  });
  return ['', ...tableLines(columns, { width }), ''];
}

/** Numbers stand at the right. */
export function alignmentOf(values: readonly Value[]): 'left' | 'right' {
  const shown = values.filter((value) => value !== null);
  return shown.length > 0 && shown.every((value) => typeof value === 'number') ? 'right' : 'left';
}

function listOf(objects: readonly PSObject[], names: readonly string[] | undefined, width: number): string[] {
  const lines = objects.flatMap((object) => {
    const entries = (names ?? object.properties.names()).map(
      (name) => [name, cellText(memberOf(object, name))] as const,
    );
    return [...listLines(entries, width), ''];
  });
  return ['', ...lines];
}
