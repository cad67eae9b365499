import { lazily } from '../lazily.js';
import { cmdlets } from './all-cmdlets.js';
import type { Cmdlet } from './cmdlet.js';
import { examplesOf } from './examples/examples.js';

/** A cmdlet as clients hear of it. */
export type CatalogueCmdlet = Omit<Cmdlet, 'run'>;

/** All that a client has to know to offer the cmdlets: the shell, a PowerShell module. */
export interface CmdletCatalogue {
  readonly server: string;
  readonly cmdlets: readonly CatalogueCmdlet[];
}

const told = lazily((): readonly CatalogueCmdlet[] =>
  cmdlets.map((cmdlet) => {
    const { name, synopsis, parameters, parameterSets, output, confirms, changes } = cmdlet;
    const examples = examplesOf(cmdlet);
    const sets = parameterSets && { parameterSets };
    return { name, synopsis, parameters, ...sets, output, confirms, changes, examples };
  }),
);

export function cmdletCatalogue(server: string): CmdletCatalogue {
  return { server, cmdlets: told() };
}
