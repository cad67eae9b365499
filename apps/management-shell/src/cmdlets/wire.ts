import {
  ByteSize,
  Credential,
  Hashtable,
  isList,
  NamedValue,
  parseTimeSpan,
  Properties,
  PSObject,
  SecureString,
  textOf,
  TimeSpan,
  type Value,
} from '@mailyard/powershell';

/** A value that is more than JSON has. */
interface RichValue {
  readonly $type: string;
  readonly text: string;
  readonly value: unknown;
}

/** A value as the API tells it. */
export function fromWire(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(fromWire);
  if (typeof value !== 'object') return null;
  return isRich(value) ? richValue(value) : objectOf(value);
}

function objectOf(value: object): PSObject {
  const properties = Object.entries(value).map(([name, one]) => [name, fromWire(one)] as const);
  return new PSObject(new Properties(properties));
}

function isRich(value: object): value is RichValue {
  return '$type' in value && 'text' in value;
}

/** What the language calculates with, and for the rest the text that is shown. */
function richValue({ $type, text, value }: RichValue): Value {
  if ($type === 'ByteQuantifiedSize' && typeof value === 'number') return new ByteSize(value);
  if ($type === 'TimeSpan') {
    return typeof value === 'number' ? new TimeSpan(value) : (parseTimeSpan(text) ?? text);
  }
  if ($type === 'Bytes') return [...Buffer.from(String(value), 'base64')];
  if ($type === 'DateTime') return new Date(typeof value === 'number' ? value : text);
  return new NamedValue($type, text, fromWire(value));
}

/** The content of a file as the API takes it. */
export function bytesToWire(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** A parameter as the API takes it: what was typed as typed, what a cmdlet told as it was told. */
export function toWire(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) {
    return { $type: 'DateTime', text: value.toISOString(), value: value.toISOString() };
  }
  if (isList(value)) return value.map(toWire);
  if (value instanceof Hashtable) {
    return Object.fromEntries(value.entries.entries().map(([name, one]) => [name, toWire(one)]));
  }
  return instanceToWire(value);
}

function instanceToWire(
  value: Exclude<Value, null | string | number | boolean | Date | readonly Value[] | Hashtable>,
): unknown {
  if (value instanceof ByteSize) {
    return { $type: 'ByteQuantifiedSize', text: textOf(value), value: value.bytes };
  }
  if (value instanceof TimeSpan) return { $type: 'TimeSpan', text: textOf(value), value: value.milliseconds };
  if (value instanceof SecureString) return value.secret;
  if (value instanceof Credential) return { UserName: value.userName, Password: value.password };
  return textOf(value);
}
