import { getUsers } from '@mailyard/operations/mailboxes/get-users';
import { newMailbox } from '@mailyard/operations/mailboxes/new-mailbox';
import { removeMailbox } from '@mailyard/operations/mailboxes/remove-mailbox';

import { noOperand, oneOperand, type Command, type CommandLine } from '../../command.js';
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
    input: (line) => ({ parameters: saidMailbox(line) }),
    json: ({ object }) => object,
    show: ({ object: { Name, UserPrincipalName, EmailAddresses } }) => [
      `${String(Name)} was added: ${[EmailAddresses].flat().join(', ')}`,
      `There is no password yet: password set ${String(UserPrincipalName)}, or password make ${String(UserPrincipalName)}.`,
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
    show: ({ object, warnings }) => [`${String(object['Name'])} was removed`, ...warnings],
  }),
];

function saidMailbox(line: CommandLine): Readonly<Record<string, unknown>> {
  const [primary, ...others] = line.values('address');
  const said = {
    Name: oneOperand(line, 'NAME'),
    PrimarySmtpAddress: primary,
    EmailAddresses: others,
    DisplayName: line.value('display-name'),
    Database: line.value('database'),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
