import { asNumber, isTrue } from '../values/convert.js';
import { textOf } from '../values/text.js';
import { typeNameOf } from '../values/type-names.js';
import {
  Credential,
  Hashtable,
  isList,
  PSObject,
  ScriptBlock,
  type Value,
  ByteSize,
  TimeSpan,
  SecureString,
} from '../values/value.js';
import { BindingError } from './binding-error.js';
import type { ParameterDefinition, ParameterType } from '../command/command.js';

export interface Given {
  readonly value: Value;
  /** What was typed, where that is a literal: `10MB`, `007`. */
  readonly text?: string | undefined;
}

/** The value of a parameter, as its type wants it. */
export function convertParameter(parameter: ParameterDefinition, given: Given): Value {
  const { value } = given;
  const passes = value === null && parameter.type !== 'switch' && parameter.type !== 'boolean';
  if (passes || parameter.type === 'object') return value;
  if (parameter.multiple === true) return listOf(parameter, given);
  if (!isList(value)) return converters[parameter.type](parameter, given);
  if (value.length === 1) return convertParameter(parameter, { value: value[0] ?? null });
  throw new BindingError(
    `Cannot process argument transformation on parameter '${parameter.name}'. Cannot convert value to type ${typeNames[parameter.type]}: the parameter takes one value, and ${value.length} were given.`,
    parameter,
  );
}

/** Items one by one; `@{Add=…; Remove=…}` stays what it is. */
function listOf(parameter: ParameterDefinition, given: Given): Value {
  const { value } = given;
  const convert = (one: Given) => converters[parameter.type](parameter, one);
  if (value instanceof Hashtable) return value;
  if (isList(value)) return value.map((item) => (item === null ? null : convert({ value: item })));
  return [convert(given)];
}

type Converter = (parameter: ParameterDefinition, given: Given) => Value;

const typeNames: Readonly<Record<ParameterType, string>> = {
  string: 'System.String',
  boolean: 'System.Boolean',
  switch: 'System.Management.Automation.SwitchParameter',
  integer: 'System.Int32',
  asTyped: 'System.String',
  enum: 'System.Enum',
  credential: 'System.Management.Automation.PSCredential',
  scriptblock: 'System.Management.Automation.ScriptBlock',
  object: 'System.Object',
};

const converters: Readonly<Record<ParameterType, Converter>> = {
  string: asText,
  boolean: asBoolean,
  switch: asBoolean,
  integer: asInteger,
  asTyped: unlessQuantity,
  enum: asEnum,
  credential: asCredential,
  scriptblock: asScriptBlock,
  object: (_parameter, { value }) => value,
};

/** Sizes, time spans and dates keep what they are. */
function unlessQuantity(parameter: ParameterDefinition, given: Given): Value {
  const { value } = given;
  const isQuantity = value instanceof ByteSize || value instanceof TimeSpan || value instanceof Date;
  return isQuantity ? value : asText(parameter, given);
}

/** An object stands for its Identity. */
function asText(_parameter: ParameterDefinition, { value, text }: Given): Value {
  if (value instanceof Credential) return value.userName;
  if (!(value instanceof PSObject)) return text ?? textOf(value);
  return textOf(
    value.properties.get('Identity') ?? value.text ?? value.properties.get('Name') ?? textOf(value),
  );
}

function asBoolean(parameter: ParameterDefinition, { value }: Given): boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return isTrue(value);
  const shown = value === null ? '' : typeNameOf(value);
  throw new BindingError(
    `Cannot process argument transformation on parameter '${parameter.name}'. Cannot convert value "${shown}" to type "${typeNames[parameter.type]}". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.`,
    parameter,
  );
}

function asInteger(parameter: ParameterDefinition, { value }: Given): number {
  const number = asNumber(value);
  if (number !== undefined) return Math.round(number);
  throw new BindingError(
    `Cannot bind parameter '${parameter.name}'. Cannot convert value "${textOf(value)}" to type "System.Int32". Error: "Input string was not in a correct format."`,
    parameter,
  );
}

function asEnum(parameter: ParameterDefinition, { value }: Given): string {
  const { values = [] } = parameter;
  const names = textOf(value)
    .split(',')
    .map((part) => part.trim());
  const resolved = names.map((name) => enumValue(values, name));
  if (resolved.every((name) => name !== undefined)) return resolved.join(', ');
  throw new BindingError(
    `Cannot bind parameter '${parameter.name}'. Cannot convert value "${textOf(value)}" to the type of the parameter due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${values.join(',')}".`,
    parameter,
  );
}

/** By its name, or by the begin of exactly one. */
function enumValue(values: readonly string[], name: string): string | undefined {
  const key = name.toLowerCase();
  const exact = values.find((value) => value.toLowerCase() === key);
  if (exact !== undefined) return exact;
  const begun = values.filter((value) => key !== '' && value.toLowerCase().startsWith(key));
  return begun.length === 1 ? begun[0] : undefined;
}

/** A password alone is a credential for parameters such as -Password: who takes it knows the account. */
function asCredential(parameter: ParameterDefinition, given: Given): Value {
  const { value } = given;
  const isSecret = value instanceof Credential || value instanceof SecureString;
  return isSecret ? value : asText(parameter, given);
}

function asScriptBlock(parameter: ParameterDefinition, { value }: Given): Value {
  if (value instanceof ScriptBlock) return value;
  throw new BindingError(
    `Cannot bind parameter '${parameter.name}'. Cannot convert the "${textOf(value)}" value of type "${typeNameOf(value)}" to type "System.Management.Automation.ScriptBlock".`,
    parameter,
  );
}
