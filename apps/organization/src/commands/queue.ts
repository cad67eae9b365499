import { getQueues, resumeQueue, retryQueue, suspendQueue } from '@mailyard/operations';

import { CommandError, noOperand, oneOperand, type Command, type CommandLine } from '../command.js';
import { operationCommand } from '../operation-command.js';
import { table, timeText, visible } from '../table.js';

const named = (line: CommandLine) => ({ queue: oneOperand(line, 'QUEUE') });

export const queueCommands: readonly Command[] = [
  operationCommand({
    name: 'queue list',
    options: [
      { name: 'filter', value: 'FILTER', help: 'Such as "Status -eq \'Retry\' -and MessageCount -gt 100".' },
    ],
    operation: getQueues,
    input: (line) => {
      noOperand(line);
      return { where: line.value('filter') };
    },
    json: ({ rows }) => rows,
    show: ({ rows }) =>
      table(rows, [
        ['Identity', ({ identity }) => identity],
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
      { name: 'resubmit', help: 'Its messages go back to Submission, and are categorized anew.' },
    ],
    operation: retryQueue,
    input: (line) => {
      const all = line.has('all');
      if (all) noOperand(line);
      else if (line.operands.length !== 1) throw new CommandError('one QUEUE or --all is needed');
      return { all, queue: line.operands[0], resubmit: line.has('resubmit') };
    },
    show: (queues) =>
      queues.length === 0
        ? ['no queue to try']
        : queues.map(({ identity }) => `${visible(identity)} tries now`),
  }),
  operationCommand({
    name: 'suspend',
    operands: 'QUEUE',
    operation: suspendQueue,
    input: named,
    show: ({ identity }) => [`${visible(identity)} is suspended`],
  }),
  operationCommand({
    name: 'resume',
    operands: 'QUEUE',
    operation: resumeQueue,
    input: named,
    show: ({ identity }) => [`${visible(identity)} goes on`],
  }),
];
