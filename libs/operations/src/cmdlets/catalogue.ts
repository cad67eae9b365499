import type { ServerRole } from '@mailyard/service';

import { knownValues, whyLacking } from '../server-roles/role-parameters.js';
import { cmdletsOf } from './all-cmdlets.js';
import type { Cmdlet, CmdletExample, CmdletParameter } from './cmdlet.js';
import { examplesOf } from './examples/examples.js';
import { refusedParameters } from './refused/refused-parameters.js';

/** A cmdlet as clients hear of it. */
export type CatalogueCmdlet = Omit<Cmdlet, 'run' | 'wording'> & {
  /** Parameters that it has at Exchange, and why not here. */
  readonly refused?: Readonly<Record<string, string>>;
};

/** All that a client has to know to offer the cmdlets: the shell, a PowerShell module. */
export interface CmdletCatalogue {
  readonly server: string;
  readonly serverRole: ServerRole;
  readonly cmdlets: readonly CatalogueCmdlet[];
}

/** What a server of the role has, and no word of what it has not. */
export function cmdletCatalogue(server: string, serverRole: ServerRole): CmdletCatalogue {
  return { server, serverRole, cmdlets: cmdletsOf(serverRole).map((cmdlet) => told(cmdlet, serverRole)) };
}

function told(cmdlet: Cmdlet, role: ServerRole): CatalogueCmdlet {
  const { name, synopsis, parameters, parameterSets, output, confirms, changes } = cmdlet;
  const refused = { ...refusedParameters(name), ...lackingParameters(cmdlet, role) };
  const isThere = (parameter: string): boolean => refused[parameter] === undefined;
  return {
    name,
    synopsis,
    parameters: parameters
      .filter((each) => isThere(each.name))
      .map((each) => withKnownValues(name, each, role)),
    ...(parameterSets && { parameterSets: parameterSets.filter((set) => set.every(isThere)) }),
    ...(Object.keys(refused).length > 0 && { refused }),
    output,
    confirms,
    changes,
    examples: examplesOf(cmdlet).filter(
      (example) => (example.role ?? role) === role && wordsOf(example).every(isThere),
    ),
  };
}

function lackingParameters({ name: cmdlet, parameters }: Cmdlet, role: ServerRole): Record<string, string> {
  const lacking = parameters.flatMap(({ name: parameter }) => {
    const why = whyLacking({ cmdlet, parameter }, role);
    return why === undefined ? [] : [[parameter, why] as const];
  });
  return Object.fromEntries(lacking);
}

function withKnownValues(cmdlet: string, parameter: CmdletParameter, role: ServerRole): CmdletParameter {
  const { name, values } = parameter;
  if (values === undefined) return parameter;
  return { ...parameter, values: knownValues({ cmdlet, parameter: name }, values, role) };
}

/** The parameters that it names. */
function wordsOf({ command }: CmdletExample): readonly string[] {
  return Array.from(command.matchAll(/(?<= -)[A-Za-z]+/g), ([word]) => word);
}
