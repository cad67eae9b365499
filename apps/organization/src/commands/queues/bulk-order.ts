import type { BulkView } from '@mailyard/operations/bulk/bulk-view';
import { confirmMessageOperation } from '@mailyard/operations/bulk/confirm-message-operation';
import { undoMessageOperation } from '@mailyard/operations/bulk/end-message-operation';
import { newMessageOperation } from '@mailyard/operations/bulk/new-message-operation';

import { CommandError, noOperand, numberOption, say, type Command, type CommandLine } from '../../command.js';
import { timeText, visible } from '../../table.js';
import { confirm } from '../../terminal.js';

/** What each order does, as people say it. */
const verbs: Readonly<Record<BulkView['order']['kind'], string>> = {
  Remove: 'remove',
  Suspend: 'suspend',
  Resume: 'resume',
  Retry: 'try now',
  Resubmit: 'categorize anew',
  Redirect: 'redirect',
};

const bulkOptions = [
  { name: 'filter', value: 'FILTER', help: 'All that it finds, in place of one.' },
  { name: 'queue', value: 'QUEUE', help: 'All of this queue, or of those that the filter finds.' },
  { name: 'yes', help: 'Do not ask.' },
];

const undoOption = {
  name: 'undo',
  value: 'SECONDS',
  help: 'Hold them so long, in which it can be undone; default 30, at most 600.',
};

/** The order about one message also for all that a filter finds. */
export function alsoBulk(single: Command, order: (line: CommandLine) => BulkView['order']): Command {
  const options = [...single.options, ...bulkOptions, undoOption];
  return {
    ...single,
    operands: '[ID]',
    options,
    prepare(line) {
      if (!line.has('filter') && !line.has('queue')) return single.prepare(line);
      noOperand(line);
      const undoSeconds = numberOption(line, 'undo');
      if (line.has('json')) throw new CommandError('--json is for one message');
      const asked = {
        where: line.value('filter'),
        queue: line.value('queue'),
        order: order(line),
        undoSeconds,
      };
      return async (run) => {
        const preview = await run(newMessageOperation, asked);
        const { id: operation, total } = preview;
        say(previewLines(preview));
        if (total === 0) return 1;
        const question = `${verbs[preview.order.kind]} ${total} messages?`;
        if (!line.has('yes') && !(await confirm(question))) {
          await run(undoMessageOperation, { operation });
          say(['nothing was done; --yes does not ask']);
          return 1;
        }
        say(begunLines(await run(confirmMessageOperation, { operation, expected: total })));
        return 0;
      };
    },
  };
}

function previewLines({ total, preview }: BulkView): readonly string[] {
  if (total === 0) return ['no such message'];
  const { bytes, oldest, newest, inFlight, samples } = preview;
  const top = (counted: BulkView['preview']['senders']): string =>
    counted.map(({ value, messages }) => `${visible(value)} ${messages}`).join(', ');
  return [
    `Messages    ${total}, ${bytes} octets${inFlight > 0 ? `, ${inFlight} being delivered` : ''}`,
    ...(oldest === undefined || newest === undefined
      ? []
      : [`Received    ${timeText(oldest)} to ${timeText(newest)}`]),
    `Senders     ${top(preview.senders)}`,
    `Recipients  ${top(preview.recipientDomains)}`,
    `Queues      ${top(preview.queues)}`,
    ...samples.map(
      ({ internalId, from, recipients, subject }) =>
        `            ${internalId} ${visible(from)} to ${visible(recipients.join(', '))}: ${visible(subject).slice(0, 60)}`,
    ),
  ];
}

function begunLines({ id, order, undoMs }: BulkView): readonly string[] {
  const held = order.kind === 'Remove' && undoMs > 0;
  if (!held) return [`operation ${id} runs; operation show ${id} tells of it`];
  return [
    `operation ${id} holds them for ${undoMs / 1_000} s and then begins; operation undo ${id} lets go of them`,
  ];
}
