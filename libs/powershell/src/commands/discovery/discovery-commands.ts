import { wildcard } from '../../operators/wildcard.js';
import type { CommandDefinition, Invocation } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { memberNames, memberOf } from '../../values/members.js';
import { typeNameOf } from '../../values/type-names.js';
import { textOf } from '../../values/text.js';
import { itemsOf, Properties, PSObject, type Value } from '../../values/value.js';
import { helpText } from './help.js';
import { inputObject, isOn, switchOf, textParameter } from '../parameters.js';

export const getCommand: CommandDefinition = {
  name: 'Get-Command',
  synopsis: 'The commands there are.',
  aliases: ['gcm'],
  parameters: [
    {
      name: 'Name',
      type: 'string',
      multiple: true,
      position: 1,
      pipeline: 'value',
      description: 'Names, wildcards allowed.',
      objects: 'Command',
    },
    { name: 'Verb', type: 'string', multiple: true, description: 'The part before the dash.' },
    { name: 'Noun', type: 'string', multiple: true, description: 'The part after the dash.' },
  ],
  examples: [{ command: 'Get-Command *Queue*', description: 'What there is about queues.' }],
  async *run(invocation) {
    const names = patternsOf(invocation, 'Name');
    const found = invocation.frame.state.commands
      .matching()
      .filter((command) => matches(command, invocation, names));
    if (found.length === 0) await tellMissing(invocation, names);
    yield* found.map(commandObject);
  },
};

function patternsOf({ parameters }: Invocation, name: string): string[] {
  return itemsOf(parameters.get(name) ?? null).map(textOf);
}

function matches(
  { name, aliases = [] }: CommandDefinition,
  invocation: Invocation,
  names: readonly string[],
): boolean {
  const [verb = '', noun = ''] = name.split('-');
  const fits = (patterns: readonly string[], values: readonly string[]) =>
    patterns.length === 0 || patterns.some((pattern) => values.some((value) => wildcard(pattern)(value)));
  return (
    fits(names, [name, ...aliases]) &&
    fits(patternsOf(invocation, 'Verb'), [verb]) &&
    fits(patternsOf(invocation, 'Noun'), [noun])
  );
}

async function tellMissing(invocation: Invocation, names: readonly string[]): Promise<void> {
  const literal = names.find((name) => !/[*?[]/.test(name));
  if (literal === undefined) return;
  await invocation.writeError(
    new TerminatingError(
      `The term '${literal}' is not recognized as a name of a cmdlet, function, script file, or executable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
      { type: 'CommandNotFoundException', category: 'ObjectNotFound' },
    ),
  );
}

function commandObject({ name, synopsis, source = 'Mailyard.Shell' }: CommandDefinition): Value {
  const [verb = '', noun = ''] = name.split('-');
  return new PSObject(
    new Properties([
      ['CommandType', 'Cmdlet'],
      ['Name', name],
      ['Source', source],
      ['Verb', verb],
      ['Noun', noun],
      ['Synopsis', synopsis],
    ]),
    {
      typeNames: ['System.Management.Automation.CmdletInfo'],
      text: name,
      columns: ['CommandType', 'Name', 'Synopsis'],
    },
  );
}

export const getHelp: CommandDefinition = {
  name: 'Get-Help',
  synopsis: 'What a command does, takes and is used for.',
  aliases: ['help', 'man'],
  parameters: [
    {
      name: 'Name',
      type: 'string',
      position: 1,
      pipeline: 'value',
      description: 'A command; with wildcards, all that fit.',
      objects: 'Command',
    },
    { name: 'Parameter', type: 'string', description: 'Only these parameters, wildcards allowed.' },
    switchOf('Examples', 'Only the examples.'),
    switchOf('Detailed', 'With all parameters, as it is in any case.'),
    switchOf('Full', 'With all parameters, as it is in any case.'),
  ],
  examples: [{ command: 'Get-Help New-ReceiveConnector', description: 'All about one cmdlet.' }],
  async *run(invocation) {
    const { parameters, frame } = invocation;
    const name = textParameter(parameters, 'Name') ?? 'Get-Help';
    const exact = frame.state.commands.find(name);
    const found = exact === undefined ? frame.state.commands.matching(name) : [exact];
    const [only] = found;
    if (only === undefined) {
      throw new TerminatingError(`Get-Help could not find ${name} in a help file in this session.`);
    }
    if (found.length > 1) {
      yield* found.map(commandObject);
      return;
    }
    const options = {
      examplesOnly: isOn(parameters, 'Examples'),
      parameter: textParameter(parameters, 'Parameter'),
    };
    yield helpText(only, { ...options, width: frame.state.host.width });
  },
};

export const getMember: CommandDefinition = {
  name: 'Get-Member',
  synopsis: 'The properties that objects have.',
  aliases: ['gm'],
  parameters: [
    { name: 'Name', type: 'string', multiple: true, position: 1, description: 'Names, wildcards allowed.' },
    inputObject,
  ],
  async *run(invocation) {
    const names = patternsOf(invocation, 'Name').map((name) => wildcard(name));
    const seen = new Set<string>();
    for await (const item of inputOf(invocation)) {
      const type = typeNameOf(item);
      if (seen.has(type)) continue;
      seen.add(type);
      yield* memberNames(item)
        .filter((name) => names.length === 0 || names.some((fits) => fits(name)))
        .toSorted((a, b) => a.localeCompare(b, 'en'))
        .map((name) => memberObject({ item, name, type }));
    }
  },
};

function memberObject({ item, name, type }: { item: Value; name: string; type: string }): Value {
  const value = memberOf(item, name);
  return new PSObject(
    new Properties([
      ['TypeName', type],
      ['Name', name],
      ['MemberType', 'Property'],
      ['Definition', `${typeNameOf(value)} ${name}`],
    ]),
    {
      typeNames: ['Microsoft.PowerShell.Commands.MemberDefinition'],
      text: name,
      columns: ['Name', 'MemberType', 'Definition'],
    },
  );
}
