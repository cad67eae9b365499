import { getAdministrator } from '@mailyard/operations/administrators/accounts/get-administrator';
import { newAdministrator } from '@mailyard/operations/administrators/accounts/new-administrator';
import { removeAdministrator } from '@mailyard/operations/administrators/accounts/remove-administrator';
import { resetSecondFactor } from '@mailyard/operations/administrators/accounts/reset-second-factor';
import { setAdministrator } from '@mailyard/operations/administrators/accounts/set-administrator';
import { setAdministratorPassword } from '@mailyard/operations/administrators/accounts/set-administrator-password';
import { getAdministratorSession } from '@mailyard/operations/administrators/sessions/get-administrator-session';
import { removeAdministratorSession } from '@mailyard/operations/administrators/sessions/remove-administrator-session';

import {
  CommandError,
  noOperand,
  oneOperand,
  say,
  type Command,
  type CommandLine,
  type Option,
} from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table } from '../../table.js';
import { readPassword } from '../../terminal.js';

const roleGroup: Option = {
  name: 'role-group',
  value: 'NAME',
  multiple: true,
  help: "What the account may do: 'Organization Management' is everything.",
};
const displayName: Option = { name: 'display-name', value: 'TEXT', help: 'Default: NAME.' };

const named = (line: CommandLine) => ({ name: oneOperand(line, 'NAME') });
const asked = (name: string): Promise<string> => readPassword(`Password of ${name}: `);
const timeText = (milliseconds: number): string => new Date(milliseconds).toISOString();

const addCommand: Command = {
  name: 'administrator add',
  operands: 'NAME',
  summary: `${newAdministrator.summary} Its password is asked for, or read from the standard input.`,
  options: [displayName, roleGroup],
  prepare: (line) => {
    const { name } = named(line);
    const said = { name, displayName: line.value('display-name'), roleGroups: line.values('role-group') };
    return async (order) => {
      const made = await order(newAdministrator, { ...said, password: await asked(name) });
      const rights = made.roleGroups.length === 0 ? '; it may do nothing yet: administrator set' : '';
      say([`${made.name} may sign in${rights}`]);
      return 0;
    };
  },
};

const passwordCommand: Command = {
  name: 'administrator password',
  operands: 'NAME',
  summary: `${setAdministratorPassword.summary} It is asked for, or read from the standard input.`,
  options: [],
  prepare: (line) => {
    const { name } = named(line);
    return async (order) => {
      await order(setAdministratorPassword, { name, password: await asked(name) });
      say([`${name} has a new password`]);
      return 0;
    };
  },
};

/** Both at once say nothing. */
function enabledOf(line: CommandLine): boolean | undefined {
  if (line.has('enable') && line.has('disable')) throw new CommandError('--enable or --disable, not both');
  if (!line.has('enable') && !line.has('disable')) return undefined;
  return line.has('enable');
}

export const administratorCommands: readonly Command[] = [
  operationCommand({
    name: 'administrator list',
    operation: getAdministrator,
    input: (line) => {
      noOperand(line);
      return {};
    },
    show: (accounts) =>
      table(accounts, [
        ['Name', ({ name }) => name],
        ['DisplayName', (account) => account.displayName],
        ['Enabled', ({ enabled }) => (enabled ? 'True' : 'False')],
        ['SecondFactor', ({ secondFactor }) => (secondFactor ? 'True' : 'False')],
        ['RoleGroups', ({ roleGroups }) => roleGroups.join(', ')],
      ]),
  }),
  addCommand,
  passwordCommand,
  operationCommand({
    name: 'administrator set',
    operands: 'NAME',
    options: [
      displayName,
      roleGroup,
      { name: 'enable', help: 'It may sign in.' },
      { name: 'disable', help: 'It may not, and is signed out.' },
    ],
    operation: setAdministrator,
    input: (line) => {
      const roleGroups = line.values('role-group');
      return {
        ...named(line),
        displayName: line.value('display-name'),
        roleGroups: roleGroups.length === 0 ? undefined : roleGroups,
        enabled: enabledOf(line),
      };
    },
    show: ({ name }) => [`${name} was changed`],
  }),
  operationCommand({
    name: 'administrator reset-second-factor',
    operands: 'NAME',
    operation: resetSecondFactor,
    input: named,
    show: ({ name }) => [`${name} signs in without a second factor`],
  }),
  operationCommand({
    name: 'administrator remove',
    operands: 'NAME',
    operation: removeAdministrator,
    input: named,
    show: ({ name }) => [`${name} was removed`],
  }),
  operationCommand({
    name: 'administrator sessions',
    operation: getAdministratorSession,
    input: (line) => {
      noOperand(line);
      return {};
    },
    show: (sessions) =>
      table(sessions, [
        ['Session', ({ id }) => id],
        ['Administrator', ({ administrator }) => administrator],
        ['Address', ({ address }) => address],
        ['Started', ({ startedAt }) => timeText(startedAt)],
        ['Seen', ({ seenAt }) => timeText(seenAt)],
      ]),
  }),
  operationCommand({
    name: 'administrator sign-out',
    operands: 'NAME',
    operation: removeAdministratorSession,
    input: (line) => ({ administrator: oneOperand(line, 'NAME') }),
    show: (ended) => [`sessions that were ended: ${ended.length}`],
  }),
];
