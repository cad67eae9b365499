import { byteSizeText } from './byte-size.js';
import { formatDate } from './format-date.js';
import { timeSpanText } from './time-span.js';
import {
  ByteSize,
  Credential,
  Hashtable,
  isList,
  NamedValue,
  PSObject,
  ScriptBlock,
  SecureString,
  TimeSpan,
  TypeLiteral,
  type Value,
} from './value.js';

/** A value as a string, as PowerShell converts it: in no particular culture. */
export function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? numberText(value) : objectText(value);
}

function numberText(value: number): string {
  if (Math.abs(value) < 1e15 || Number.isSafeInteger(value)) return String(value);
  return value.toExponential().replace('e+', 'E+').replace('e-', 'E-');
}

type Structured = Exclude<Value, null | string | boolean | number>;

function objectText(value: Structured): string {
  if (isList(value)) return value.map(textOf).join(' ');
  if (value instanceof PSObject) return value.text ?? propertiesText(value);
  if (value instanceof NamedValue) return value.text;
  if (value instanceof Date) return formatDate(value, 'MM/dd/yyyy HH:mm:ss');
  return instanceText(value);
}

function instanceText(value: Exclude<Structured, readonly Value[] | Date | PSObject | NamedValue>): string {
  if (value instanceof TimeSpan) return timeSpanText(value);
  if (value instanceof ByteSize) return byteSizeText(value);
  if (value instanceof ScriptBlock) return value.body.text;
  if (value instanceof TypeLiteral) return value.name;
  if (value instanceof Credential) return 'System.Management.Automation.PSCredential';
  if (value instanceof SecureString) return 'System.Security.SecureString';
  return (value satisfies Hashtable) && 'System.Collections.Hashtable';
}

/** `@{Name=x; Enabled=True}`. */
function propertiesText({ properties }: PSObject): string {
  return `@{${properties
    .entries()
    .map(([name, value]) => `${name}=${isList(value) ? 'System.Object[]' : textOf(value)}`)
    .join('; ')}}`;
}
