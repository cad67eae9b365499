import { objectOperations } from '@mailyard/operations/objects/object-operations';

import { noOperand, oneOperand, type Command } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table } from '../../table.js';

const { Get, New } = objectOperations.AcceptedDomains;

export const domainCommands: readonly Command[] = [
  operationCommand({
    name: 'domain add',
    operands: 'DOMAIN',
    options: [
      { name: 'type', value: 'TYPE', help: 'Authoritative (the default), InternalRelay or ExternalRelay.' },
      { name: 'default', help: 'Make it the default domain.' },
    ],
    operation: New,
    input: (line) => {
      const domain = oneOperand(line, 'DOMAIN');
      // A name may have no asterisk.
      const Name = domain.trim().replace(/^\*\./, '');
      const DomainType = line.value('type');
      const Default = line.has('default') ? { Default: true } : {};
      return { parameters: { Name, DomainName: domain, ...(DomainType && { DomainType }), ...Default } };
    },
    json: ({ object }) => object,
    show: ({ object: { DomainName, DomainType } }) => [
      `${String(DomainName)} was added: ${String(DomainType)}`,
    ],
  }),
  operationCommand({
    name: 'domain list',
    operation: Get,
    input: (line) => {
      noOperand(line);
      return {};
    },
    json: ({ rows }) => rows,
    show: ({ rows }) =>
      table(rows, [
        ['Name', ({ Name }) => String(Name)],
        ['DomainName', ({ DomainName }) => String(DomainName)],
        ['DomainType', ({ DomainType }) => String(DomainType)],
        ['Default', ({ Default }) => (Default ? 'yes' : 'no')],
      ]),
  }),
];
