import {
  commandInProgress,
  commonParameters,
  parameterNamed,
  TerminatingError,
  type CommandDefinition,
  type CommandInProgress,
  type ParameterDefinition,
} from '@mailyard/powershell';

import type { Shell } from '@mailyard/powershell';

import type { ObjectNames } from './object-names.js';

/** Of commands the shell itself knows the names: `Get-Help Add-R`. */
const ownNoun = 'Command';

/** What Tab offers: commands, parameters, values of enumerations, names of objects, variables. */
export class Completion {
  constructor(
    private readonly shell: Shell,
    private readonly objects: ObjectNames,
  ) {}

  /** Candidates for the last word of a line, and the word. */
  async of(line: string): Promise<[candidates: string[], word: string]> {
    const variable = /\$([\p{L}\p{N}_]*)$/u.exec(line);
    if (variable !== null) return [this.variables(variable[1] ?? ''), variable[0]];
    const command = commandInProgress(line);
    if (command === undefined) return [[], line];
    const word = line.slice(command.wordOffset);
    return [await this.candidates(command, word), word];
  }

  /** A word has ended: names that may follow are asked for already. */
  foresee(line: string): void {
    const command = commandInProgress(line);
    if (command?.name?.kind !== 'constant') return;
    const definition = this.shell.state.commands.find(command.name.text);
    const noun = definition && parameterAt(definition, command, '')?.objects;
    if (noun !== undefined && noun !== ownNoun) this.objects.prefetch(noun);
  }

  private variables(begin: string): string[] {
    const names = [...this.shell.state.global.own.names(), 'true', 'false', 'null', '_'];
    return begun(names, begin).map((name) => `$${name}`);
  }

  private async candidates(command: CommandInProgress, word: string): Promise<string[]> {
    const { commands } = this.shell.state;
    const name = command.name?.kind === 'constant' ? command.name.text : undefined;
    if (name === undefined) return begun(this.commandNames(), word);
    const definition = commands.find(name);
    if (definition === undefined) return [];
    const parameters = [...definition.parameters, ...commonParameters(definition)];
    const dashed = /^[-\u2013\u2014]([\p{L}]*)$/u.exec(word);
    if (dashed !== null) {
      return begun(
        parameters.map((one) => one.name),
        dashed[1] ?? '',
      ).map((one) => `-${one}`);
    }
    return await this.values(parameterAt(definition, command, word), word);
  }

  private commandNames(): string[] {
    return this.shell.state.commands.matching().map((one) => one.name);
  }

  private async values(parameter: ParameterDefinition | undefined, word: string): Promise<string[]> {
    if (parameter === undefined) return [];
    if (parameter.type === 'boolean') return begun(['$true', '$false'], word);
    if (parameter.values !== undefined) return begun(parameter.values, word);
    const plain = word.replace(/^["'\u201c\u201d\u2018\u2019]/, '');
    if (parameter.objects === undefined) return [];
    if (parameter.objects === ownNoun) return begun(this.commandNames(), plain);
    return begun(await this.objects.of(parameter.objects), plain).map(quoted);
  }
}

/** Without case; a name may also be meant by the part behind its server. */
function begun(names: readonly string[], begin: string): string[] {
  const key = begin.toLowerCase();
  return names
    .filter(
      (name) => name.toLowerCase().startsWith(key) || (key !== '' && name.toLowerCase().includes(`\\${key}`)),
    )
    .toSorted((a, b) => a.localeCompare(b, 'en'));
}

function quoted(name: string): string {
  return /^[\w.\\:@-]+$/.test(name) ? name : `"${name.replace(/["`$]/g, '`$&')}"`;
}

/** The parameter to which the word belongs: the one that was named last, or that of this position. */
function parameterAt(
  definition: CommandDefinition,
  command: CommandInProgress,
  word: string,
): ParameterDefinition | undefined {
  const isRead = word !== '' && !/^["'\u201c\u201d\u2018\u2019][^"'\u201c\u201d\u2018\u2019]*$/.test(word);
  const before = isRead ? command.arguments.slice(0, -1) : command.arguments;
  let named: ParameterDefinition | undefined;
  let position = 1;
  for (const argument of before) {
    if (argument.kind === 'parameter') {
      named = argument.value === undefined ? takingValue(definition, argument.name) : undefined;
    } else if (named === undefined) position += 1;
    else named = undefined;
  }
  return named ?? definition.parameters.find((parameter) => parameter.position === position);
}

/** Undefined for a switch, and for what is no parameter. */
function takingValue(definition: CommandDefinition, name: string): ParameterDefinition | undefined {
  try {
    const parameter = parameterNamed([...definition.parameters, ...commonParameters(definition)], name);
    return parameter.type === 'switch' ? undefined : parameter;
  } catch (error) {
    if (error instanceof TerminatingError) return undefined;
    throw error;
  }
}
