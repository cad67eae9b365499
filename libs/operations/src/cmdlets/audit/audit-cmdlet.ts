import { auditTypes } from '@mailyard/service';

import { searchAdminAuditLog } from '../../audit/search-admin-audit-log.js';
import { parameter, type Cmdlet } from '../cmdlet.js';
import { limitOf, resultSize } from '../cmdlet-lists.js';
import { timeValue } from '../values/rich-value.js';

export const auditCmdlet: Cmdlet = {
  name: 'Search-AdminAuditLog',
  synopsis: 'Shows who changed what, the newest first; what is secret is not in it.',
  parameters: [
    parameter('EntryType', 'Changes (the default), SignIns, Looks at messages. With Cmdlets: all.', {
      type: 'enum',
      values: auditTypes,
      multiple: true,
    }),
    parameter('Cmdlets', 'Of these alone.', { multiple: true }),
    parameter('Parameters', 'With any of these parameters.', { multiple: true }),
    parameter('StartDate', 'Not before.', { type: 'datetime' }),
    parameter('EndDate', 'Not after.', { type: 'datetime' }),
    parameter('UserIds', 'By any of these.', { multiple: true }),
    parameter('ObjectIds', 'About what has any of these in its name.', { multiple: true }),
    parameter('IsSuccess', 'Whether it succeeded.', { type: 'boolean' }),
    resultSize,
  ],
  output: {
    typeName: 'Microsoft.Exchange.Management.SystemConfigurationTasks.AdminAuditLogEvent',
    columns: ['RunDate', 'Caller', 'CmdletName', 'Succeeded', 'ObjectModified'],
  },
  confirms: false,
  changes: false,
  examples: [
    {
      command: 'Search-AdminAuditLog -Cmdlets Set-ReceiveConnector,Remove-ReceiveConnector | Format-List',
      description: 'What became of Receive connectors, with the values before.',
    },
  ],
  async run({ parameters: { EntryType, Cmdlets, Parameters, StartDate, EndDate, ...said }, order }) {
    const { UserIds, ObjectIds, IsSuccess, ResultSize } = said;
    const entries = await order(searchAdminAuditLog, {
      types: EntryType ?? undefined,
      operations: Cmdlets ?? undefined,
      parameters: Parameters ?? undefined,
      start: StartDate ?? undefined,
      end: EndDate ?? undefined,
      callers: UserIds ?? undefined,
      objects: ObjectIds ?? undefined,
      succeeded: IsSuccess ?? undefined,
      resultSize: limitOf(ResultSize),
    });
    return {
      output: entries.map((entry) => ({
        ObjectModified: entry.parameters['identity'] ?? null,
        CmdletName: entry.operation,
        CmdletParameters: Object.entries(entry.parameters).map(([name, value]) => `${name}=${value}`),
        ModifiedProperties: entry.modified ?? [],
        Caller: entry.caller,
        ClientIP: entry.client,
        Succeeded: entry.error === undefined,
        Error: entry.error ?? null,
        RunDate: timeValue(entry.runDate),
      })),
    };
  },
};
