import { settingsVariables } from '@mailyard/service';
import { z } from 'zod';

import { kinds, textKinds } from '../kinds/index.js';

/** The part of JSON Schema that the page shows. */
interface Parameter {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly items?: Parameter;
  readonly anyOf?: readonly Parameter[];
  readonly default?: unknown;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: string;
  /** Accepted without any effect. */
  readonly inert?: boolean;
}

/** docs/configuration.md, made from the schemas so that it cannot disagree with them. */
export function configurationPage(): string {
  const parts = [
    '<!-- Made by `npm run docs` from the schemas in libs/directory. Do not edit. -->',
    '# Configuration',
    '## Environment',
    'Every service reads these variables; one that is empty counts as not set. A value that cannot be used stops the start.',
    table(settingsVariables),
    '## organization.yaml',
    'Applied whole or not at all to an empty directory at the first start, afterwards by `npm run -s organization -- ' +
      'apply` ([organization command](organization-command.md)). An unknown key or a value ' +
      'that breaks a rule is refused with file, line, column, key and reason. A section, an object or a parameter that the ' +
      'file does not have stays as it is; `null` takes a parameter back to its default. With `Complete: true`, as an export has it, every parameter that an object of ' +
      'the file does not have goes back. Sizes are octets or text such as `36 MB`, ' +
      'durations are milliseconds or `[d.]hh:mm:ss`, lists may be written as one text with commas. Names are compared ' +
      'as people read them: without regard to case, to spaces that only look different, and to what is invisible. Every object may have a `Guid`; without one it is given one. A parameter marked (inert) is ' +
      'taken, so that an exported object can be applied whole, and does nothing.',
    ...textKinds.flatMap((kind) => {
      const { text, parameters, schema, secret, managed = [] } = kinds[kind];
      return [
        `### ${kind}`,
        text.introduction,
        table(text.parameters ?? parameters ?? schema, [...(secret?.parameters ?? []), ...managed]),
        ...(text.appendix ?? []),
      ];
    }),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(schema: z.ZodType, hidden: readonly string[] = []): string {
  const json = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  const rows = Object.entries(json.properties ?? {})
    .filter(([name]) => name !== 'Guid' && !hidden.includes(name))
    .map(([name, parameter]) => row(name, parameter as Parameter, json.required?.includes(name) ?? false));
  return ['| name | values | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function row(name: string, parameter: Parameter, required: boolean): string {
  const label = `\`${name}\`${parameter.inert === true ? ' (inert)' : ''}`;
  const fallback = required && parameter.default === undefined ? 'required' : defaultOf(parameter);
  const cells = [label, values(parameter), fallback, parameter.description ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function values(parameter: Parameter): string {
  const { anyOf, type, items, minimum, maximum } = parameter;
  const fixed = fixedValues(parameter);
  if (fixed.length > 0) return fixed.map(code).join(', ');
  if (anyOf !== undefined) return [...new Set(anyOf.map(values))].join(' or ');
  if (type === 'array') return `list of ${items === undefined ? 'text' : values(items)}`;
  if (type === 'object') return 'objects';
  if (type === 'integer') return `${quantity(parameter, minimum)} – ${quantity(parameter, maximum)}`;
  return 'text';
}

function fixedValues(parameter: Parameter): readonly string[] {
  if (parameter.type === 'boolean') return ['true', 'false'];
  return parameter.enum ?? (parameter.const === undefined ? [] : [parameter.const]);
}

function defaultOf(parameter: Parameter): string {
  const value = parameter.default;
  if (value === undefined) return '–';
  if (typeof value === 'number') return quantity(parameter, value);
  const members: readonly unknown[] = Array.isArray(value) ? value : [value];
  return members.length === 0 ? 'none' : members.map(code).join(', ');
}

function quantity({ unit: own, anyOf = [] }: Parameter, value = 0): string {
  if (value === 0) return '0';
  const unit = own ?? anyOf.find((each) => each.unit !== undefined)?.unit;
  if (unit === 'ms') return duration(value);
  return unit === 'octets' ? size(value) : String(value);
}

function size(bytes: number): string {
  const units = ['octets', 'KB', 'MB'];
  const step = [2, 1, 0].find((power) => bytes % 1024 ** power === 0) ?? 0;
  return `${bytes / 1024 ** step} ${units[step]}`;
}

function duration(milliseconds: number): string {
  const units = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1000, 's'],
  ] as const;
  const [length, name] = units.find(([each]) => milliseconds % each === 0) ?? [1, 'ms'];
  return `${milliseconds / length} ${name}`;
}

/** As YAML has it: nothing is an empty text. */
function code(value: unknown): string {
  return `\`${value === '' ? "''" : String(value)}\``;
}
