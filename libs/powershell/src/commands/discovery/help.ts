import { wildcard } from '../../operators/wildcard.js';
import { wrappedWords } from '../../formatting/width.js';
import type { CommandDefinition, ParameterDefinition } from '../../command/command.js';

export interface HelpOptions {
  readonly width: number;
  readonly examplesOnly: boolean;
  /** Only parameters whose names fit. */
  readonly parameter: string | undefined;
}

/** The page about a command. */
export function helpText(command: CommandDefinition, options: HelpOptions): string {
  const { name, synopsis, aliases = [] } = command;
  if (options.parameter !== undefined) {
    return section('PARAMETERS', parameterLines(command, options)).join('\n');
  }
  const examples = section('EXAMPLES', exampleLines(command));
  if (options.examplesOnly) return examples.join('\n');
  return [
    ...section('NAME', [name]),
    ...section('SYNOPSIS', wrappedWords(synopsis, options.width - 4)),
    ...section('SYNTAX', wrappedWords(syntaxLine(command), options.width - 4)),
    ...(aliases.length === 0 ? [] : section('ALIASES', [aliases.join(', ')])),
    ...section('PARAMETERS', parameterLines(command, options)),
    ...examples,
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `    ${line}`.trimEnd()), ''];
}

/** `Get-X [[-Identity] <String>] [-Server <String>] [<CommonParameters>]`. */
export function syntaxLine({ name, parameters }: CommandDefinition): string {
  return [name, ...parameters.map(syntaxOf), '[<CommonParameters>]'].join(' ');
}

function syntaxOf(parameter: ParameterDefinition): string {
  if (parameter.type === 'switch') return `[-${parameter.name}]`;
  const name = parameter.position === undefined ? `-${parameter.name}` : `[-${parameter.name}]`;
  const whole = `${name} <${typeText(parameter)}>`;
  return parameter.mandatory === true ? whole : `[${whole}]`;
}

const typeTexts: Readonly<Record<ParameterDefinition['type'], string>> = {
  string: 'String',
  boolean: 'Boolean',
  switch: 'SwitchParameter',
  integer: 'Int32',
  asTyped: 'String',
  enum: 'Enum',
  credential: 'PSCredential',
  scriptblock: 'ScriptBlock',
  object: 'Object',
};

function typeText({ type, multiple }: ParameterDefinition): string {
  return multiple === true ? `${typeTexts[type]}[]` : typeTexts[type];
}

function parameterLines({ parameters }: CommandDefinition, options: HelpOptions): string[] {
  const fits = wildcard(options.parameter ?? '*');
  return parameters
    .filter(({ name }) => fits(name))
    .flatMap((parameter) => [
      `-${parameter.name} <${typeText(parameter)}>`,
      ...wrappedWords(parameter.description ?? '', options.width - 8).map((line) => `    ${line}`),
      ...traits(parameter)
        .flatMap((line) => wrappedWords(line, options.width - 8))
        .map((line) => `    ${line}`),
      '',
    ]);
}

function traits({
  values,
  mandatory,
  position,
  pipeline,
  aliases,
  default: standard,
}: ParameterDefinition): string[] {
  return [
    ...(values === undefined ? [] : [`Values: ${values.join(', ')}.`]),
    ...(mandatory === true ? ['Required.'] : []),
    ...(position === undefined ? [] : [`Position: ${position}.`]),
    ...(pipeline === undefined
      ? []
      : [`Accepts pipeline input: by ${pipeline === 'value' ? 'value' : 'property name'}.`]),
    ...(aliases === undefined ? [] : [`Aliases: ${aliases.join(', ')}.`]),
    ...(standard === undefined ? [] : [`Default: ${standard}.`]),
  ];
}

function exampleLines({ examples = [] }: CommandDefinition): string[] {
  return examples.flatMap(({ command, description }) => [`> ${command}`, description, '']);
}
