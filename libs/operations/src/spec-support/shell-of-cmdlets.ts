import {
  Credential,
  everydayCommands,
  gathered,
  Hashtable,
  isList,
  SecureString,
  Shell,
  textOf,
  type CommandDefinition,
  type Host,
  type ParameterType,
  type Value,
} from '@mailyard/powershell';

import { cmdlets } from '../cmdlets/all-cmdlets.js';
import type { Cmdlet, CmdletParameter } from '../cmdlets/cmdlet.js';
import type { TestShell } from './test-shell.js';

const plain: readonly CmdletParameter['type'][] = ['boolean', 'switch', 'credential', 'string'];

/** The language of the shell over cmdlets that run in this process; whoever is asked for a secret says `password`. */
export function shellOf(test: TestShell, password: string): (script: string) => Promise<void> {
  const credential = (name: string | undefined) =>
    Promise.resolve(new Credential(name ?? 'somebody', password));
  const errors: unknown[] = [];
  const host = {
    width: 100,
    credential,
    error: (record: unknown) => errors.push(record),
    note: () => undefined,
  };
  const shell = new Shell(host as unknown as Host, [
    ...everydayCommands,
    ...cmdlets.map((cmdlet) => commandOf(cmdlet, test)),
  ]);
  return async (script) => {
    await gathered(shell.run(script));
    if (errors.length > 0) throw new Error(`${script}: ${JSON.stringify(errors)}`);
  };
}

function commandOf({ name, synopsis, parameters }: Cmdlet, test: TestShell): CommandDefinition {
  return {
    name,
    synopsis,
    parameters: parameters.map(({ type, ...rest }) => ({ ...rest, type: typeOf(type) })),
    async *run({ parameters: given }) {
      const said = Object.fromEntries(given.entries().map(([key, value]) => [key, sent(value)]));
      const { output } = await test.run(name, said);
      yield output.length;
    },
  };
}

function typeOf(type: CmdletParameter['type']): ParameterType {
  return plain.includes(type) ? (type as ParameterType) : 'asTyped';
}

function sent(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(sent);
  if (value instanceof Hashtable) {
    return Object.fromEntries(value.entries.entries().map(([name, one]) => [name, sent(one)]));
  }
  if (value instanceof SecureString) return value.secret;
  if (value instanceof Credential) return { UserName: value.userName, Password: value.password };
  return textOf(value);
}
