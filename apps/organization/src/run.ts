import { localAdministrator } from '@mailyard/operations/caller';
import { OperationInputError } from '@mailyard/operations/operation';
import { withOperations } from '@mailyard/operations/redis/redis-open-operations';
import { silentLog, type ServerRole } from '@mailyard/service';

import { CommandError, parseCommandLine, type Command, type Ordering } from './command.js';
import { allCommands, commandsAbout } from './commands/index.js';
import { edgeEnvironment } from './edge-environment.js';
import { usage, usageOf } from './usage.js';

/** Resolves to the exit code. */
export async function run(given: readonly string[]): Promise<number> {
  const words = given.filter((word) => word !== '--edge');
  const about = await commandsAbout(words[0]);
  const command = about.find(({ name }) => isBegin(name.split(' '), words));
  const wantsHelp = words.some((word) => word === '--help' || word === '-h') || words[0] === 'help';
  if (wantsHelp) {
    const shown = about.length === 0 ? await allCommands() : about;
    // `mailbox --help` shows the commands about mailboxes.
    process.stdout.write(`${command === undefined ? usage(shown) : usageOf(command)}\n`);
    return 0;
  }
  if (command === undefined) {
    if (words.length === 0) process.stderr.write(`${usage(await allCommands())}\n`);
    else complain(noCommand(words, about));
    return 2;
  }
  try {
    const carryOut = command.prepare(parseCommandLine(command, words.slice(command.name.split(' ').length)));
    const caller = localAdministrator();
    const isEdge = words.length < given.length || process.env['MAILYARD_SERVER_ROLE'] === 'Edge';
    const environment = isEdge ? edgeEnvironment(process.env) : process.env;
    return await withOperations({ environment, log }, (operations) => {
      if (isEdge) requireEdge(operations.serverRole, environment);
      const order: Ordering = (operation, input) => operations.run(operation, input, caller);
      return carryOut(order);
    });
  } catch (error) {
    return failed(error, command);
  }
}

/** Of two servers of one machine the wrong one would be changed. */
function requireEdge(role: ServerRole, { MAILYARD_DATA_DIR: dataDir }: NodeJS.ProcessEnv): void {
  if (role === 'Edge') return;
  throw new Error(`there is no Edge Transport server at ${dataDir}, but an organization`);
}

/** What is no failure of the order, and should be known all the same. */
const log = { ...silentLog, error: (line: string) => void process.stderr.write(`${line}\n`) };

function failed(error: unknown, { name, usageExitCode = 2 }: Command): number {
  if (!(error instanceof Error)) throw error;
  if (error instanceof CommandError || error instanceof OperationInputError) {
    complain(error.message, `${name} `);
    return usageExitCode;
  }
  // By its name: its class comes with all that judges dangers.
  const meant =
    error.name === 'ConfirmationRequired' ? '\nnothing was changed: --force, if that is meant' : '';
  process.stderr.write(`${error.message}${meant}\n`);
  return 1;
}

/** `queue frob` is told what there is about queues. */
function noCommand(words: readonly string[], about: readonly Command[]): string {
  if (about.length === 0) return `no command ${words[0]}`;
  return `no command ${words.slice(0, 2).join(' ')}, but ${about.map(({ name }) => name).join(', ')}`;
}

function complain(message: string, of = ''): void {
  process.stderr.write(`${message}; npm run -s organization -- ${of}--help tells what there is\n`);
}

function isBegin(name: readonly string[], words: readonly string[]): boolean {
  return name.every((part, index) => words[index] === part);
}
