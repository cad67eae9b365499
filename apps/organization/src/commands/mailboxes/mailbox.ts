import { getUsers, newMailbox, removeMailbox } from '@mailyard/operations';

import { noOperand, oneOperand, type Command } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table } from '../../table.js';

export const mailboxCommands: readonly Command[] = [
  operationCommand({
    name: 'mailbox add',
    operands: 'NAME',
    options: [
      { name: 'address', value: 'ADDRESS', multiple: true, help: 'The first one is the primary one.' },
      { name: 'display-name', value: 'TEXT', help: 'Default: NAME.' },
      { name: 'database', value: 'NAME', help: 'Default: DB01.' },
    ],
    operation: newMailbox,
    input: (line) => ({
      name: oneOperand(line, 'NAME'),
      addresses: line.values('address'),
      displayName: line.value('display-name'),
      database: line.value('database'),
    }),
    show: ({ Name, UserPrincipalName, EmailAddresses }) => [
      `${Name} was added: ${EmailAddresses.join(', ')}`,
      `There is no password yet: password set ${UserPrincipalName}, or password make ${UserPrincipalName}.`,
    ],
  }),
  operationCommand({
    name: 'mailbox list',
    operation: getUsers,
    input: (line) => {
      noOperand(line);
      return {};
    },
    show: (mailboxes) =>
      table(mailboxes, [
        ['Name', ({ Name }) => Name],
        ['DisplayName', ({ DisplayName }) => DisplayName],
        ['Login', ({ UserPrincipalName }) => UserPrincipalName],
        ['Password', ({ hasPassword }) => (hasPassword ? 'yes' : 'no')],
        ['Database', ({ Database }) => Database],
        ['EmailAddresses', ({ EmailAddresses }) => EmailAddresses.join(', ')],
      ]),
  }),
  operationCommand({
    name: 'mailbox remove',
    operands: 'NAME',
    operation: removeMailbox,
    input: (line) => ({ identity: oneOperand(line, 'NAME') }),
    show: ({ Name, Database, Alias }) => [`${Name} was removed; its mail is still in ${Database}/${Alias}`],
  }),
];
