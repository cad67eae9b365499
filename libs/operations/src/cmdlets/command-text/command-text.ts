import { cmdlets } from '../all-cmdlets.js';
import type { Cmdlet, CmdletParameter, OutputObject } from '../cmdlet.js';
import { argumentText } from './argument-text.js';
import { withoutPermissions } from './permission-calls.js';

/** How an order is given, and not what it is about. */
const conditions: ReadonlySet<string> = new Set(['validateOnly', 'ifRevision', 'ifTag', 'force']);

/** Fields of inputs that cmdlets have another name for, by the operation. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Set-ServerComponentState': { server: 'Identity' },
  'Set-RelayClient': { client: 'Identity' },
  'Set-Password': { login: 'Identity' },
  'Set-Administrator': { name: 'Identity' },
  'Set-AdministratorPassword': { name: 'Identity' },
  'Remove-Administrator': { name: 'Identity' },
  'Reset-SecondFactor': { name: 'Identity' },
  'Remove-AdministratorSession': { session: 'Identity' },
  'Remove-ApiToken': { token: 'Identity' },
  'New-ManagementRoleAssignment': { roleGroup: 'SecurityGroup' },
  'New-ExchangeCertificate': { renews: 'Instance' },
  'Set-ResubmitRequest': { request: 'Identity' },
  'Remove-ResubmitRequest': { request: 'Identity' },
  'Suspend-Queue': { queue: 'Identity' },
  'Resume-Queue': { queue: 'Identity' },
  'Retry-Queue': { queue: 'Identity' },
  'Suspend-Message': { id: 'Identity' },
  'Resume-Message': { id: 'Identity' },
  'Remove-Message': { id: 'Identity' },
};

const byOperation = Map.groupBy(cmdlets, ({ name, wording }) => wording?.operation ?? name);

/**
 * The cmdlet that does the same as an order: a line for each, where it takes several. Undefined: the shell has no words for
 * it. What is secret is asked for when it runs.
 */
export function commandText(operation: string, input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const said = Object.entries(input).filter(([name, value]) => !conditions.has(name) && value !== undefined);
  const names = renamed[operation] ?? {};
  const whole = Object.fromEntries(said.map(([name, value]) => [names[name] ?? name, value]));
  const { rest: order, permissions } = withoutPermissions(whole);
  const force = (input as OutputObject)['force'] === true ? { Force: true } : {};
  const own = order === undefined ? [] : (byOperation.get(operation) ?? []);
  const ofOrder = own.flatMap((cmdlet) => {
    if (order === undefined) return [];
    const calls = cmdlet.wording === undefined ? [order] : cmdlet.wording.calls(order);
    return calls.map((call) => lineOf(cmdlet, { ...call, ...force }));
  });
  const ofPermissions = permissions.flatMap(([name, call]) =>
    (byOperation.get(name) ?? []).map((cmdlet) => lineOf(cmdlet, { ...call, ...force })),
  );
  const lines = [...ofOrder, ...ofPermissions];
  return lines.length === 0 || lines.includes(undefined) ? undefined : lines.join('\n');
}

function lineOf({ name, parameters }: Cmdlet, said: OutputObject): string | undefined {
  const words = Object.entries(said)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => wordsOf(field, value, parameters));
  return words.includes(undefined) ? undefined : [name, ...words].filter((each) => each !== '').join(' ');
}

/** Undefined: the cmdlet cannot be told that. */
function wordsOf(field: string, value: unknown, parameters: readonly CmdletParameter[]): string | undefined {
  if (field === 'Force') return '-Force';
  const parameter = parameters.find(({ name }) => name.toLowerCase() === field.toLowerCase());
  if (parameter === undefined) return undefined;
  if (parameter.type === 'switch') return value === true ? `-${parameter.name}` : '';
  return `-${parameter.name} ${argumentText(parameter, value)}`;
}
