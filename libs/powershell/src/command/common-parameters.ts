import type { Properties } from '../values/value.js';
import { textOf } from '../values/text.js';
import type { CommandDefinition, ParameterDefinition } from './command.js';
import type { Scope } from './scope.js';

const actions = ['Continue', 'SilentlyContinue', 'Ignore', 'Stop', 'Inquire'] as const;
export type Action = Lowercase<(typeof actions)[number]>;

/** What every command takes. */
const everywhere: readonly ParameterDefinition[] = [
  { name: 'Verbose', type: 'switch', aliases: ['vb'], description: 'Tells more of what is done.' },
  { name: 'Debug', type: 'switch', aliases: ['db'], description: 'As -Verbose: there is no more to tell.' },
  {
    name: 'ErrorAction',
    type: 'enum',
    aliases: ['ea'],
    values: actions,
    description: 'What an error does: is told, is not told, stops the script, asks whether to go on.',
  },
  {
    name: 'WarningAction',
    type: 'enum',
    aliases: ['wa'],
    values: actions,
    description: 'What a warning does.',
  },
  {
    name: 'InformationAction',
    type: 'enum',
    aliases: ['infa'],
    values: actions,
    description: 'What an information does; Ignore silences Write-Host, too.',
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
    name: 'InformationVariable',
    type: 'string',
    aliases: ['iv'],
    description: 'A variable that gets the informations.',
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

/** What an error, a warning or an information does: by its parameter, else by the preference variable. */
export function actionOf(
  stream: 'Error' | 'Warning' | 'Information',
  parameters: Properties,
  scope: Scope,
): Action {
  const preference = stream === 'Error' ? 'ErrorActionPreference' : `${stream}Preference`;
  const text = textOf(parameters.get(`${stream}Action`) ?? scope.get(preference) ?? 'Continue').toLowerCase();
  return actions.map((name) => name.toLowerCase() as Action).find((name) => name === text) ?? 'continue';
}

/** Whether -Verbose is on, by parameter or preference. */
export function isVerbose(parameters: Properties, scope: Scope): boolean {
  const given = parameters.get('Verbose') ?? parameters.get('Debug');
  if (given !== undefined) return given === true;
  return /^continue$/i.test(textOf(scope.get('VerbosePreference') ?? null));
}
