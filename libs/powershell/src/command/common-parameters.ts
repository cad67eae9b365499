import type { Properties } from '../values/value.js';
import { textOf } from '../values/text.js';
import type { CommandDefinition, ParameterDefinition, ShellState } from './command.js';

/** What every command takes. */
const everywhere: readonly ParameterDefinition[] = [
  { name: 'Verbose', type: 'switch', aliases: ['vb'], description: 'Tells more of what is done.' },
  { name: 'Debug', type: 'switch', aliases: ['db'], description: 'As -Verbose: there is no more to tell.' },
  {
    name: 'ErrorAction',
    type: 'enum',
    aliases: ['ea'],
    values: ['Continue', 'SilentlyContinue', 'Ignore', 'Stop', 'Inquire'],
    description: 'What an error does: is told, is not told, stops the script.',
  },
  {
    name: 'WarningAction',
    type: 'enum',
    aliases: ['wa'],
    values: ['Continue', 'SilentlyContinue', 'Ignore', 'Stop', 'Inquire'],
    description: 'What a warning does.',
  },
  {
    name: 'ErrorVariable',
    type: 'string',
    aliases: ['ev'],
    description: 'A variable that gets the errors; +name adds.',
  },
  {
    name: 'WarningVariable',
    type: 'string',
    aliases: ['wv'],
    description: 'A variable that gets the warnings.',
  },
  {
    name: 'OutVariable',
    type: 'string',
    aliases: ['ov'],
    description: 'A variable that gets the output, too.',
  },
  {
    name: 'PipelineVariable',
    type: 'string',
    aliases: ['pv'],
    description: 'A variable that has the current output.',
  },
];

/** What commands that change something take besides. */
const changing: readonly ParameterDefinition[] = [
  {
    name: 'WhatIf',
    type: 'switch',
    aliases: ['wi'],
    description: 'Says what would happen, and changes nothing.',
  },
  {
    name: 'Confirm',
    type: 'switch',
    aliases: ['cf'],
    description: 'Asks first; -Confirm:$false does not ask.',
  },
];

export function commonParameters({ changes, confirms }: CommandDefinition): readonly ParameterDefinition[] {
  return changes === true || confirms === true ? [...everywhere, ...changing] : everywhere;
}

export type ErrorAction = 'continue' | 'silentlycontinue' | 'ignore' | 'stop' | 'inquire';

export function errorActionOf(parameters: Properties, { variables }: ShellState): ErrorAction {
  return action(parameters, 'ErrorAction', variables.get('ErrorActionPreference'));
}

export function warningActionOf(parameters: Properties, { variables }: ShellState): ErrorAction {
  return action(parameters, 'WarningAction', variables.get('WarningPreference'));
}

function action(
  parameters: Properties,
  name: string,
  preference: ReturnType<Properties['get']>,
): ErrorAction {
  const text = textOf(parameters.get(name) ?? preference ?? 'Continue').toLowerCase();
  return text === 'silentlycontinue' || text === 'ignore' || text === 'stop' || text === 'inquire'
    ? text
    : 'continue';
}

/** Whether -Verbose is on, by parameter or preference. */
export function isVerbose(parameters: Properties, { variables }: ShellState): boolean {
  const given = parameters.get('Verbose') ?? parameters.get('Debug');
  if (given !== undefined) return given === true;
  return /^continue$/i.test(textOf(variables.get('VerbosePreference') ?? null));
}
