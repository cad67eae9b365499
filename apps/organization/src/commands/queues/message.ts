import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';

import type { OrderedMessage } from '@mailyard/operations/messages/orders/order-message';
import { redirectMessage } from '@mailyard/operations/messages/orders/redirect-message';
import { removeMessage, type Removal } from '@mailyard/operations/messages/orders/remove-message';
import { resubmitMessage } from '@mailyard/operations/messages/orders/resubmit-message';
import { resumeMessage } from '@mailyard/operations/messages/orders/resume-message';
import { retryMessage } from '@mailyard/operations/messages/orders/retry-message';
import { suspendMessage } from '@mailyard/operations/messages/orders/suspend-message';
import { exportMessage } from '@mailyard/operations/messages/reading/export-message';
import { getMessages } from '@mailyard/operations/messages/reading/get-messages';
import { showMessage } from '@mailyard/operations/messages/reading/show-message';

import {
  CommandError,
  noOperand,
  numberOption,
  oneOperand,
  say,
  type Command,
  type CommandLine,
} from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table, timeText, visible } from '../../table.js';
import { alsoBulk } from './bulk-order.js';

/** Why an order was not carried out. */
const refusals: Readonly<Record<Exclude<OrderedMessage['outcome'], 'Done' | 'Pending'>, string>> = {
  BeingDelivered: 'is being delivered at this moment; suspend it, and try again when the attempt has ended',
  InSubmission: 'is about to be categorized',
  InPoison: 'is in the Poison queue, which is always suspended',
  AwaitingApproval: 'waits for a moderator: approve or reject it',
  Suspended: 'is suspended; resume it first',
  Held: 'is about to be removed by an operation',
  Damaged: 'is damaged, so that its sender cannot be told; remove it with --no-ndr',
  Gone: 'has gone from the queue by itself, or was not in that state',
};

const removals: Readonly<Record<Removal, string>> = {
  ...refusals,
  Removed: 'removed',
  Pending: 'is being delivered at this moment, and is removed if that fails',
  Gone: 'has gone from the queue by itself',
};

interface OrderCommand extends Pick<Parameters<typeof operationCommand>[0], 'name'> {
  readonly operation: typeof suspendMessage;
  readonly done: string;
  readonly pending?: string;
}

function orderCommand({ name, operation, done, pending = done }: OrderCommand): Command {
  const outcomes = { ...refusals, Done: done, Pending: pending };
  return operationCommand({
    name,
    operands: 'ID',
    operation,
    input: (line) => ({ id: oneOperand(line, 'ID') }),
    show: (copies) =>
      copies.map(({ internalId, queue, outcome }) => `${internalId} in ${queue}: ${outcomes[outcome]}`),
    exitCode: (copies) =>
      copies.every(({ outcome }) => outcome === 'Done' || outcome === 'Pending') ? 0 : 1,
  });
}

const exportCommand: Command = {
  name: 'message export',
  operands: 'ID [FILE]',
  summary: exportMessage.summary,
  options: [{ name: 'copy', value: 'NUMBER', help: 'Where several copies wait.' }],
  prepare(line) {
    const [id, file] = line.operands;
    if (id === undefined || line.operands.length > 2) throw new CommandError('an ID, and perhaps a FILE');
    return async (order) => {
      const { name, header, content } = await order(exportMessage, { id, copy: line.value('copy') });
      const to = file ?? name;
      // Never over a file that is there.
      const written = to === '-' ? process.stdout : (await open(to, 'wx', 0o600)).createWriteStream();
      written.write(header);
      for await (const chunk of content) {
        if (!written.write(chunk)) await once(written, 'drain');
      }
      if (written !== process.stdout) {
        written.end();
        await finished(written);
        say([basename(to)]);
      }
      return 0;
    };
  },
};

function withNDR(line: CommandLine): boolean {
  const without = line.has('no-ndr');
  if (line.has('ndr') && without) throw new CommandError('--ndr and --no-ndr exclude each other');
  return !without;
}

const retryCommand = operationCommand({
  name: 'message retry',
  operands: 'ID',
  operation: retryMessage,
  input: (line) => ({ id: oneOperand(line, 'ID') }),
  show: (copies) => copies.map(({ internalId, queue }) => `${internalId} in ${queue} is tried now`),
});

const removeCommand = operationCommand({
  name: 'message remove',
  operands: 'ID',
  options: [
    { name: 'ndr', help: 'Tell the sender; so it is unless --no-ndr says otherwise.' },
    { name: 'no-ndr', help: 'Do not tell the sender.' },
  ],
  operation: removeMessage,
  input: (line) => {
    return { id: oneOperand(line, 'ID'), withNDR: withNDR(line) };
  },
  show: (copies) =>
    copies.map(
      ({ internalId, queue, removal, notified }) =>
        `${internalId} in ${queue}: ${removals[removal]}${notified ? ', its sender is told' : ''}`,
    ),
  exitCode: (copies) =>
    copies.every(({ removal }) => removal === 'Removed' || removal === 'Gone' || removal === 'Pending')
      ? 0
      : 1,
});

export const messageCommands: readonly Command[] = [
  operationCommand({
    name: 'message list',
    options: [
      { name: 'queue', value: 'QUEUE', help: 'Of this queue only.' },
      {
        name: 'filter',
        value: 'FILTER',
        help: 'Such as "FromAddress -like \'*@contoso.com\' -and Size -gt 5MB".',
      },
      { name: 'limit', value: 'N', help: 'At most so many; default 100.' },
    ],
    operation: getMessages,
    input: (line) => {
      noOperand(line);
      return { queue: line.value('queue'), where: line.value('filter'), limit: numberOption(line, 'limit') };
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
  alsoBulk(
    orderCommand({
      name: 'message suspend',
      operation: suspendMessage,
      done: 'is suspended',
      pending: 'is being delivered at this moment, and is suspended if that fails',
    }),
    () => ({ kind: 'Suspend' }),
  ),
  alsoBulk(orderCommand({ name: 'message resume', operation: resumeMessage, done: 'goes on' }), () => ({
    kind: 'Resume',
  })),
  alsoBulk(
    orderCommand({ name: 'message resubmit', operation: resubmitMessage, done: 'is categorized anew' }),
    () => ({ kind: 'Resubmit' }),
  ),
  alsoBulk(retryCommand, () => ({ kind: 'Retry' })),
  exportCommand,
  operationCommand({
    name: 'message redirect',
    operands: '[ID …]',
    options: [
      { name: 'to', value: 'SERVER', help: 'Name or FQDN of another server of the organization.' },
      { name: 'queue', value: 'QUEUE', help: 'Those of this queue.' },
      { name: 'filter', value: 'FILTER', help: 'Those that it finds.' },
    ],
    operation: redirectMessage,
    input: (line) => ({
      target: line.value('to'),
      queue: line.value('queue'),
      where: line.value('filter'),
      ...(line.operands.length > 0 && { ids: line.operands }),
    }),
    show: ({ id, total }) => [
      `operation ${id} redirects ${total} messages; operation show ${id} tells of it`,
    ],
  }),
  alsoBulk(removeCommand, (line) => ({ kind: 'Remove', withNDR: withNDR(line) })),
];
