import { getQueues } from '@mailyard/operations/queues/get-queues';
import { resumeQueue } from '@mailyard/operations/queues/resume-queue';
import { retryQueue } from '@mailyard/operations/queues/retry-queue';
import { suspendQueue } from '@mailyard/operations/queues/suspend-queue';

import { CommandError, noOperand, oneOperand, type Command, type CommandLine } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table, timeText, visible } from '../../table.js';

const filterOption = { name: 'filter', value: 'FILTER', help: 'All queues that pass it, in place of one.' };

const chosen = (line: CommandLine) => {
  const where = line.value('filter');
  if (where === undefined) return { queue: oneOperand(line, 'QUEUE') };
  noOperand(line);
  return { where };
};

const each = (queues: readonly { readonly identity: string }[], what: string): readonly string[] =>
  queues.length === 0 ? ['no queue'] : queues.map(({ identity }) => `${visible(identity)} ${what}`);

export const queueCommands: readonly Command[] = [
  operationCommand({
    name: 'queue list',
    options: [
      { name: 'filter', value: 'FILTER', help: 'Such as "Status -eq \'Retry\' -and MessageCount -gt 100".' },
      {
        name: 'include',
        value: 'SORT',
        multiple: true,
        help: 'Internal, External, Empty, or a delivery type.',
      },
      { name: 'exclude', value: 'SORT', multiple: true, help: 'The same, of queues that are not shown.' },
    ],
    operation: getQueues,
    input: (line) => {
      noOperand(line);
      return {
        where: line.value('filter'),
        include: line.values('include'),
        exclude: line.values('exclude'),
      };
    },
    json: ({ rows }) => rows,
    show: ({ rows }) =>
      table(rows, [
        ['Identity', ({ identity }) => identity],
        ['RowId', ({ rowId = '' }) => rowId],
        ['DeliveryType', ({ deliveryType }) => deliveryType],
        ['Status', ({ status }) => status],
        ['MessageCount', ({ messageCount }) => messageCount],
        ['Velocity', ({ velocity }) => velocity.toFixed(2)],
        ['RetryCount', ({ retryCount }) => retryCount],
        [
          'NextRetryTime',
          ({ nextRetryTime }) => (nextRetryTime === undefined ? '' : timeText(nextRetryTime)),
        ],
        ['LastError', ({ lastError = '' }) => lastError],
        ['WaitReason', ({ waitReason = '' }) => waitReason],
      ]),
  }),
  operationCommand({
    name: 'retry',
    operands: '[QUEUE]',
    options: [
      { name: 'all', help: 'All queues, in place of one.' },
      filterOption,
      { name: 'resubmit', help: 'Its messages go back to Submission, and are categorized anew.' },
    ],
    operation: retryQueue,
    input: (line) => {
      const [all, where] = [line.has('all'), line.value('filter')];
      if (all || where !== undefined) noOperand(line);
      else if (line.operands.length !== 1) throw new CommandError('one QUEUE, --filter or --all is needed');
      return { all, where, queue: line.operands[0], resubmit: line.has('resubmit') };
    },
    show: (queues) =>
      queues.length === 0
        ? ['no queue to try']
        : queues.map(({ identity }) => `${visible(identity)} tries now`),
  }),
  operationCommand({
    name: 'suspend',
    operands: '[QUEUE]',
    options: [filterOption],
    operation: suspendQueue,
    input: chosen,
    show: (queues) => each(queues, 'is suspended'),
  }),
  operationCommand({
    name: 'resume',
    operands: '[QUEUE]',
    options: [filterOption],
    operation: resumeQueue,
    input: chosen,
    show: (queues) => each(queues, 'goes on'),
  }),
];
