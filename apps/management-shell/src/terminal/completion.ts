import {
  commandInProgress,
  commonParameters,
  itemsOf,
  memberOf,
  parameterNamed,
  textOf,
  TerminatingError,
  type CommandDefinition,
  type CommandInProgress,
  type ParameterDefinition,
} from '@mailyard/powershell';

import { fromWire } from '../cmdlets/wire.js';
import type { Session } from '../shell-session.js';

/** Longer than this nobody waits for a completion. */
const answerMsMax = 2000;
/** As many names are offered at most. */
const namesMax = 1000;

/** What Tab offers: commands, parameters, values of enumerations, names of objects, variables. */
export class Completion {
  constructor(private readonly session: Pick<Session, 'shell' | 'client'>) {}

  /** Candidates for the last word of a line, and the word. */
  async of(line: string): Promise<[candidates: string[], word: string]> {
    const variable = /\$([\p{L}\p{N}_]*)$/u.exec(line);
    if (variable !== null) return [this.variables(variable[1] ?? ''), variable[0]];
    const command = commandInProgress(line);
    if (command === undefined) return [[], line];
    const word = line.slice(command.wordOffset);
    return [await this.candidates(command, word), word];
  }

  private variables(begin: string): string[] {
    const names = [...this.session.shell.state.global.own.names(), 'true', 'false', 'null', '_'];
    return begun(names, begin).map((name) => `$${name}`);
  }

  private async candidates(command: CommandInProgress, word: string): Promise<string[]> {
    const { commands } = this.session.shell.state;
    const name = command.name?.kind === 'constant' ? command.name.text : undefined;
    if (name === undefined) {
      return begun(
        commands.matching().map((one) => one.name),
        word,
      );
    }
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

  private async values(parameter: ParameterDefinition | undefined, word: string): Promise<string[]> {
    if (parameter === undefined) return [];
    if (parameter.type === 'boolean') return begun(['$true', '$false'], word);
    if (parameter.values !== undefined) return begun(parameter.values, word);
    const plain = word.replace(/^["'\u201c\u201d\u2018\u2019]/, '');
    if (parameter.objects === undefined) return [];
    return begun(await this.identities(parameter.objects), plain).map(quoted);
  }

  /** What Get-NOUN tells. */
  private async identities(noun: string): Promise<string[]> {
    try {
      const { output } = await this.session.client.run(
        `Get-${noun}`,
        { parameters: {} },
        AbortSignal.timeout(answerMsMax),
      );
      return output.slice(0, namesMax).flatMap((object) => {
        const value = fromWire(object);
        const identity = memberOf(value, 'Identity') ?? memberOf(value, 'Name');
        return itemsOf(identity).map(textOf);
      });
    } catch (error) {
      // An object that cannot be asked for now completes nothing; the command will say why.
      if (error instanceof TerminatingError || (error instanceof Error && /Abort|Timeout/.test(error.name))) {
        return [];
      }
      throw error;
    }
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
