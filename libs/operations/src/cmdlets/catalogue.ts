import { lazily } from '../lazily.js';
import { cmdlets } from './all-cmdlets.js';
import type { Cmdlet } from './cmdlet.js';

/** A cmdlet as clients hear of it. */
export type CatalogueCmdlet = Omit<Cmdlet, 'run'>;

/** All that a client has to know to offer the cmdlets: the shell, a PowerShell module. */
export interface CmdletCatalogue {
  readonly server: string;
  readonly cmdlets: readonly CatalogueCmdlet[];
}

const told = lazily((): readonly CatalogueCmdlet[] =>
  cmdlets.map(({ name, synopsis, parameters, parameterSets, output, confirms, changes, examples }) => ({
    name,
    synopsis,
    parameters,
    ...(parameterSets && { parameterSets }),
    output,
    confirms,
    changes,
    examples,
  })),
);

export function cmdletCatalogue(server: string): CmdletCatalogue {
  return { server, cmdlets: told() };
}
