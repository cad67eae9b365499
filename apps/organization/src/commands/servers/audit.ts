import { searchAdminAuditLog } from '@mailyard/operations/audit/search-admin-audit-log';

import { noOperand, numberOption, type Command } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table, timeText } from '../../table.js';

export const auditCommands: readonly Command[] = [
  operationCommand({
    name: 'audit list',
    options: [
      { name: 'limit', value: 'N', help: 'At most so many; default 1000.' },
      { name: 'type', value: 'TYPE', multiple: true, help: 'Changes (the default), SignIns, Looks.' },
    ],
    operation: searchAdminAuditLog,
    input: (line) => {
      noOperand(line);
      const types = line.values('type');
      return { resultSize: numberOption(line, 'limit'), ...(types.length > 0 && { types }) };
    },
    show: (entries) =>
      table(entries, [
        ['RunDate', ({ runDate }) => timeText(runDate)],
        ['Caller', ({ caller, client }) => `${caller} (${client})`],
        ['Operation', ({ operation }) => operation],
        ['Succeeded', ({ error }) => (error === undefined ? 'yes' : 'no')],
        ['Parameters', ({ parameters }) => pairs(parameters)],
        ['Modified', ({ modified = [] }) => first(modified)],
        ['Error', ({ error = '' }) => error],
      ]),
  }),
];

function pairs(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function first(lines: readonly string[]): string {
  const [line = '', ...more] = lines;
  return more.length === 0 ? line : `${line} +${more.length}`;
}
