import { getApiToken } from '@mailyard/operations/administrators/tokens/get-api-token';
import { newApiToken } from '@mailyard/operations/administrators/tokens/new-api-token';
import { removeApiToken } from '@mailyard/operations/administrators/tokens/remove-api-token';

import { CommandError, noOperand, numberOption, oneOperand, type Command } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table } from '../../table.js';

const timeText = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? '' : new Date(milliseconds).toISOString();

export const tokenCommands: readonly Command[] = [
  operationCommand({
    name: 'token list',
    operation: getApiToken,
    input: (line) => {
      noOperand(line);
      return {};
    },
    show: (tokens) =>
      table(tokens, [
        ['Token', ({ id }) => id],
        ['Administrator', ({ administrator }) => administrator],
        ['Description', ({ description }) => description],
        ['ReadOnly', ({ readOnly }) => (readOnly ? 'True' : 'False')],
        ['RoleGroups', ({ roleGroups }) => roleGroups?.join(', ') ?? ''],
        ['Expires', ({ expiresAt }) => timeText(expiresAt)],
        ['Used', ({ usedAt }) => timeText(usedAt)],
      ]),
  }),
  operationCommand({
    name: 'token make',
    operands: 'ADMINISTRATOR',
    options: [
      { name: 'for', value: 'TEXT', help: 'What it is for; needed.' },
      { name: 'days', value: 'N', help: 'How long it counts; default: 90.' },
      { name: 'read-only', help: 'It changes nothing.' },
      {
        name: 'role-group',
        value: 'NAME',
        multiple: true,
        help: 'Of those of the account these alone count.',
      },
    ],
    operation: newApiToken,
    input: (line) => {
      const description = line.value('for');
      if (description === undefined) throw new CommandError('--for TEXT is needed');
      const roleGroups = line.values('role-group');
      return {
        administrator: oneOperand(line, 'ADMINISTRATOR'),
        description,
        days: numberOption(line, 'days'),
        readOnly: line.has('read-only'),
        roleGroups: roleGroups.length === 0 ? undefined : roleGroups,
      };
    },
    show: ({ value, expiresAt }) => [`${value}   (until ${timeText(expiresAt)}; not shown again)`],
  }),
  operationCommand({
    name: 'token revoke',
    operands: 'TOKEN',
    operation: removeApiToken,
    input: (line) => ({ token: oneOperand(line, 'TOKEN') }),
    show: ({ id }) => [`${id} signs nobody in any more`],
  }),
];
