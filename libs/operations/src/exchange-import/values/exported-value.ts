import { isList, NamedValue, PSObject, textOf, type Value } from '@mailyard/powershell';

const lengthMax = 200;

/**
 * What a single value is as text. Of an object it is what its type writes: what it consists of may refer to the object
 * itself, or to so much else that it would never end.
 */
export function textOfValue(value: Value | undefined): string {
  if (value === undefined || isList(value)) return '';
  return value instanceof PSObject ? (value.text ?? '') : textOf(value);
}

/** For people: a list with commas, and not without end. */
export function shownValue(value: Value | undefined): string {
  const items = value !== undefined && isList(value) ? value.slice(0, 20) : [value];
  const text = items.map(textOfValue).join(', ').replaceAll(/\s+/g, ' ');
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}

const nothing = new Set(['', 'false', 'none', 'unlimited', '0', 'default', 'notspecified', 'unspecified']);
const noGuid = /^(?:0{8}-(?:0{4}-){3}0{12}|00:00:00)$/;

/** Whether a value says nothing that a new object would not have by itself. */
export function isTrivial(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (isList(value)) return value.length === 0;
  const text = textOfValue(value).trim().toLowerCase();
  return nothing.has(text) || noGuid.test(text);
}

/** Whether nothing is said at all. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (value instanceof PSObject && value.text === undefined) return value.properties.size === 0;
  return isList(value) ? value.length === 0 : !(value instanceof NamedValue) && textOfValue(value) === '';
}
