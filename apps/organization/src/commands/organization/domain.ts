import { getAcceptedDomains, newAcceptedDomain } from '@mailyard/operations';

import { noOperand, oneOperand, type Command } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table } from '../../table.js';

export const domainCommands: readonly Command[] = [
  operationCommand({
    name: 'domain add',
    operands: 'DOMAIN',
    options: [
      { name: 'type', value: 'TYPE', help: 'Authoritative (the default), InternalRelay or ExternalRelay.' },
      { name: 'default', help: 'Make it the default domain.' },
    ],
    operation: newAcceptedDomain,
    input: (line) => ({
      domain: oneOperand(line, 'DOMAIN'),
      type: line.value('type'),
      default: line.has('default'),
    }),
    show: ({ DomainName, DomainType }) => [`${DomainName} was added: ${DomainType}`],
  }),
  operationCommand({
    name: 'domain list',
    operation: getAcceptedDomains,
    input: (line) => {
      noOperand(line);
      return {};
    },
    show: (domains) =>
      table(domains, [
        ['Name', ({ Name }) => Name],
        ['DomainName', ({ DomainName }) => DomainName],
        ['DomainType', ({ DomainType }) => DomainType],
        ['Default', ({ Default }) => (Default ? 'yes' : 'no')],
      ]),
  }),
];
