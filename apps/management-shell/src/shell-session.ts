import { everydayCommands, Shell } from '@mailyard/powershell';

import { assembleMessageCommand } from './assemble-message.js';
import { cmdletCommand } from './cmdlets/cmdlet-command.js';
import type { CmdletCatalogue } from './cmdlets/catalogue.js';
import { ApiClient } from './connection/api-client.js';
import { findApi, type ApiOptions } from './connection/local-api.js';
import { exitCommand } from './exit-command.js';
import { NodeHost, nobody, type Asking } from './node-host.js';
import { Style } from './terminal/style.js';

export interface Session {
  readonly shell: Shell;
  readonly client: ApiClient;
  readonly catalogue: CmdletCatalogue;
}

export interface SessionOptions {
  readonly api: ApiOptions;
  readonly asking?: Asking;
}

/** A shell with the everyday commands and the cmdlets that the API tells of. */
export async function openSession({ api, asking = nobody }: SessionOptions): Promise<Session> {
  const client = new ApiClient(await findApi(process.env, api));
  const catalogue = await client.catalogue();
  const style = new Style(isColored());
  const host = new NodeHost(style, asking, { folder: userFolder(), server: catalogue.server });
  const cmdlets = catalogue.cmdlets.map((cmdlet) => cmdletCommand(cmdlet, client));
  const commands = [...everydayCommands, exitCommand, ...cmdlets, assembleMessageCommand(client)];
  return { shell: new Shell(host, commands), client, catalogue };
}

/** https://no-color.org */
function isColored(): boolean {
  return process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';
}

/** npm starts programs in the folder of the package, and the user was elsewhere. */
function userFolder(): string {
  return process.env['npm_lifecycle_event'] === 'shell'
    ? (process.env['INIT_CWD'] ?? process.cwd())
    : process.cwd();
}
