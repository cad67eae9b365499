import type { ParameterDefinition } from '../command/command.js';
import { asNumber } from '../values/convert.js';
import { textOf } from '../values/text.js';
import type { Properties } from '../values/value.js';

/** Parameters that several commands have. */
export const inputObject: ParameterDefinition = {
  name: 'InputObject',
  type: 'object',
  pipeline: 'value',
  description: 'The objects, where they do not come through the pipeline.',
};

export const properties: ParameterDefinition = {
  name: 'Property',
  type: 'object',
  multiple: true,
  position: 1,
  description: "Which properties, wildcards allowed; calculated ones as @{Name='X'; Expression={…}}.",
};

export const path: ParameterDefinition = {
  name: 'Path',
  type: 'string',
  aliases: ['FilePath', 'LiteralPath'],
  mandatory: true,
  position: 1,
  description: 'The file.',
};

export const encoding: ParameterDefinition = {
  name: 'Encoding',
  type: 'enum',
  values: ['UTF8', 'UTF8NoBOM', 'UTF8BOM'],
  description: 'UTF-8, with a byte order mark or without.',
  default: 'UTF8',
};

export function withByteOrderMark(text: string, parameters: Properties): string {
  return parameters.get('Encoding') === 'UTF8BOM' ? `\ufeff${text}` : text;
}

export function integer(
  name: string,
  description: string,
  more: Partial<ParameterDefinition> = {},
): ParameterDefinition {
  return { name, type: 'integer', description, ...more };
}

export function switchOf(
  name: string,
  description: string,
  more: Partial<ParameterDefinition> = {},
): ParameterDefinition {
  return { name, type: 'switch', description, ...more };
}

export function isOn(parameters: Properties, name: string): boolean {
  return parameters.get(name) === true;
}

export function textParameter(parameters: Properties, name: string): string | undefined {
  const value = parameters.get(name) ?? null;
  return value === null ? undefined : textOf(value);
}

export function numberParameter(parameters: Properties, name: string): number | undefined {
  const value = parameters.get(name);
  return value === undefined ? undefined : asNumber(value);
}
