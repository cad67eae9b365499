import { formatDate } from '../values/format-date.js';
import { textOf } from '../values/text.js';
import { Hashtable, isList, type Value } from '../values/value.js';
import { harmless } from './width.js';

/** As many of a list are shown as Exchange's shell shows: `$FormatEnumerationLimit`. */
const itemsShown = 16;

/** A value as tables and lists show it. */
export function cellText(value: Value): string {
  if (isList(value)) return listText(value);
  if (value instanceof Hashtable) return listText(value.entries.names());
  return harmless(value instanceof Date ? formatDate(value, 'G') : textOf(value));
}

function listText(values: readonly Value[]): string {
  const shown = values.slice(0, itemsShown).map((item) => (isList(item) ? textOf(item) : cellText(item)));
  return `{${shown.join(', ')}${values.length > itemsShown ? '…' : ''}}`;
}

/** On one line. */
export function lineText(value: Value): string {
  return cellText(value).replace(/[\n\t]+/g, ' ');
}
