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

/** The .NET name of a value's type, as Get-Member and GetType() tell it. */
export function typeNameOf(value: Value): string {
  if (value === null) return 'System.Object';
  if (typeof value === 'string') return 'System.String';
  if (typeof value === 'boolean') return 'System.Boolean';
  return typeof value === 'number' ? numberType(value) : typeNameOfObject(value);
}

function numberType(value: number): string {
  if (!Number.isInteger(value)) return 'System.Double';
  return Math.abs(value) < 2 ** 31 ? 'System.Int32' : 'System.Int64';
}

function typeNameOfObject(value: Exclude<Value, null | string | boolean | number>): string {
  if (isList(value)) return 'System.Object[]';
  if (value instanceof PSObject) return value.typeNames[0] ?? 'System.Object';
  if (value instanceof NamedValue) return value.typeName;
  return otherTypes.find(([type]) => value instanceof type)?.[1] ?? 'System.Object';
}

const otherTypes: readonly (readonly [new (...parameters: never[]) => object, string])[] = [
  [Date, 'System.DateTime'],
  [Hashtable, 'System.Collections.Hashtable'],
  [ScriptBlock, 'System.Management.Automation.ScriptBlock'],
  [TypeLiteral, 'System.RuntimeType'],
  [TimeSpan, 'System.TimeSpan'],
  [ByteSize, 'Microsoft.Exchange.Data.ByteQuantifiedSize'],
  [Credential, 'System.Management.Automation.PSCredential'],
  [SecureString, 'System.Security.SecureString'],
];
