import { getMessages, removeMessage, showMessage, type Removal } from '@mailyard/operations';

import { CommandError, noOperand, numberOption, oneOperand, type Command } from '../command.js';
import { operationCommand } from '../operation-command.js';
import { table, timeText, visible } from '../table.js';

const removals: Readonly<Record<Removal, string>> = {
  Removed: 'removed',
  BeingDelivered:
    'is being delivered at this moment; suspend the queue, and remove it when the attempt has ended',
  InSubmission: 'is about to be categorized; remove it from its delivery queue',
  Damaged: 'is damaged, so that its sender cannot be told; remove it with --no-ndr',
  Gone: 'has gone from the queue by itself',
};

export const messageCommands: readonly Command[] = [
  operationCommand({
    name: 'message list',
    options: [
      { name: 'queue', value: 'QUEUE', help: 'Of this queue only.' },
      { name: 'limit', value: 'N', help: 'At most so many; default 100.' },
    ],
    operation: getMessages,
    input: (line) => {
      noOperand(line);
      return { queue: line.value('queue'), limit: numberOption(line, 'limit') };
    },
    json: ({ rows }) => rows,
    show: ({ rows }) =>
      table(rows, [
        ['ID', ({ internalId }) => internalId],
        ['Queue', ({ queue }) => queue],
        ['Status', ({ status }) => status],
        ['Received', ({ received }) => (received === '' ? '' : timeText(Date.parse(received)))],
        ['Size', ({ sizeBytes }) => sizeBytes],
        ['From', ({ from }) => from],
        [
          'Recipients',
          ({ recipients: [first = ''], recipientCount: all }) => `${first}${all > 1 ? ` +${all - 1}` : ''}`,
        ],
        ['Subject', ({ subject }) => subject.slice(0, 60)],
        ['LastError', ({ lastError = '' }) => lastError],
      ]),
  }),
  operationCommand({
    name: 'message show',
    operands: 'ID',
    operation: showMessage,
    input: (line) => ({ id: oneOperand(line, 'ID') }),
    show: ([first, ...more]) =>
      first === undefined
        ? []
        : [
            `ID          ${first.internalId}`,
            `From        ${visible(first.from)}`,
            `Subject     ${visible(first.subject)}`,
            `Message-ID  ${visible(first.messageId)}`,
            `Client      ${first.client}`,
            `Received    ${first.received === '' ? '' : timeText(Date.parse(first.received))}`,
            `Size        ${first.sizeBytes}`,
            ...[first, ...more].flatMap(
              ({ queue, status, attempts, lastError, recipients, recipientCount }) => [
                '',
                `Queue       ${queue}`,
                `Status      ${status}${attempts > 0 ? `, ${attempts} attempts` : ''}`,
                ...(lastError === undefined ? [] : [`LastError   ${visible(lastError)}`]),
                ...recipients.map((recipient) => `Recipient   ${visible(recipient)}`),
                ...(recipientCount > recipients.length
                  ? [`            and ${recipientCount - recipients.length} more`]
                  : []),
              ],
            ),
          ],
  }),
  operationCommand({
    name: 'message remove',
    operands: 'ID',
    options: [
      { name: 'ndr', help: 'Tell the sender; so it is unless --no-ndr says otherwise.' },
      { name: 'no-ndr', help: 'Do not tell the sender.' },
    ],
    operation: removeMessage,
    input: (line) => {
      const withNDR = !line.has('no-ndr');
      if (line.has('ndr') && !withNDR) throw new CommandError('--ndr and --no-ndr exclude each other');
      return { id: oneOperand(line, 'ID'), withNDR };
    },
    show: (copies) =>
      copies.map(
        ({ internalId, queue, removal, notified }) =>
          `${internalId} in ${queue}: ${removals[removal]}${notified ? ', its sender is told' : ''}`,
      ),
    exitCode: (copies) =>
      copies.every(({ removal }) => removal === 'Removed' || removal === 'Gone') ? 0 : 1,
  }),
];
