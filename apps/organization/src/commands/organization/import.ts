import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { describeImport } from '@mailyard/operations/exchange-import/plan/import-text';
import { importExchangeConfiguration } from '@mailyard/operations/imports/import-exchange-configuration';
import { waitForRevision } from '@mailyard/operations/organization/wait-for-revision';

import {
  CommandError,
  say,
  type Command,
  type CommandLine,
  type Option,
  type Ordering,
} from '../../command.js';
import { whereTyped } from '../../organization-file.js';

const map = (name: string, value: string, help: string): Option => ({ name, value, multiple: true, help });

export const importExports: Command = {
  name: 'import',
  operands: 'FILE…',
  summary:
    'Carries over what Exchange’s Get- cmdlets exported, all that can be or nothing; exit code 2: --what-if found something to do.',
  options: [
    { name: 'what-if', help: 'Only tell what would be made, what differs, and what cannot be carried over.' },
    map('server', 'EX01=MBX01', 'Which of our servers theirs becomes.'),
    map('address', '10.0.0.5=0.0.0.0', 'Which local address of bindings theirs becomes.'),
    map('principal', 'CONTOSO\\app=app@contoso.com', 'Whom a user, group or SID is here.'),
    map('password', 'CONNECTOR=VARIABLE', 'The environment variable with the password of a Send connector.'),
    map('leave-out', 'IDENTITY', 'An object that stays out, as the export calls it: EX01\\Relay.'),
    { name: 'force', help: 'What is dangerous, such as an open relay, is meant.' },
    { name: 'json', help: 'Write JSON, for scripts.' },
  ],
  prepare: (line) => {
    if (line.operands.length === 0) throw new CommandError('one FILE or more is needed');
    const mapping = {
      servers: pairs(line, 'server'),
      addresses: pairs(line, 'address'),
      principals: pairs(line, 'principal'),
      passwordVariables: pairs(line, 'password'),
      leaveOut: line.values('leave-out'),
    };
    const how = { validateOnly: line.has('what-if'), force: line.has('force') };
    return (order) => imported({ ...mapping, ...how }, line, order);
  },
};

interface How {
  readonly validateOnly: boolean;
  readonly force: boolean;
}

async function imported(input: How, line: CommandLine, order: Ordering): Promise<number> {
  const files = await Promise.all(line.operands.map(readExport));
  const outcome = await order(importExchangeConfiguration, {
    ...input,
    files,
    passwords: { ...process.env },
  });
  const { rows, besides, summary, warnings, dangers, applied, revision } = outcome;
  if (line.has('json')) say([JSON.stringify(outcome, undefined, 2)]);
  else {
    say([
      ...describeImport(rows, besides),
      ...[...warnings, ...dangers].map((warning) => `warning: ${warning}`),
      applied ? `${summary}: revision ${revision}` : `${summary}, from revision ${revision}`,
    ]);
  }
  if (applied) await followed(revision, order);
  return input.validateOnly && outcome.changes.length > 0 ? 2 : 0;
}

async function followed(revision: number, order: Ordering): Promise<void> {
  const { failed } = await order(waitForRevision, { revision });
  for (const { listener, endpoint, error } of failed) {
    process.stderr.write(`${listener} does not listen on ${endpoint}: ${error}\n`);
  }
}

async function readExport(file: string) {
  try {
    return { name: basename(file), base64: (await readFile(whereTyped(file))).toString('base64') };
  } catch (error) {
    throw new Error(`${file}: cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** `EX01=MBX01`, as often as it is given. */
function pairs(line: CommandLine, name: string): Readonly<Record<string, string>> {
  const entries = line.values(name).map((text) => {
    const at = text.lastIndexOf('=');
    if (at < 1 || at === text.length - 1) {
      throw new CommandError(`--${name} must be THEIRS=OURS, not ${text}`);
    }
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}
