import type { BulkView } from '@mailyard/operations/bulk/bulk-view';
import { stopMessageOperation, undoMessageOperation } from '@mailyard/operations/bulk/end-message-operation';
import { getMessageOperations } from '@mailyard/operations/bulk/get-message-operations';

import { noOperand, numberOption, oneOperand, type Command } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table, timeText, visible } from '../../table.js';

export const bulkCommands: readonly Command[] = [
  operationCommand({
    name: 'operation list',
    options: [{ name: 'limit', value: 'N', help: 'At most so many; default 100.' }],
    operation: getMessageOperations,
    input: (line) => {
      noOperand(line);
      return { limit: numberOption(line, 'limit') };
    },
    show: (operations) =>
      table(operations, [
        ['ID', ({ id }) => id],
        ['Order', ({ order }) => order.kind],
        ['State', ({ state }) => state],
        ['Total', ({ total }) => total],
        ['Left', ({ remaining }) => remaining],
        ['Outcomes', outcomesOf],
        ['By', ({ caller }) => caller],
        ['Created', ({ createdAt }) => timeText(createdAt)],
        ['Messages', ({ about }) => about.slice(0, 80)],
      ]),
  }),
  ...(
    [
      ['operation show', getMessageOperations],
      ['operation undo', undoMessageOperation],
      ['operation stop', stopMessageOperation],
    ] as const
  ).map(([name, operation]) =>
    operationCommand({
      name,
      operands: 'N',
      operation: operation as typeof getMessageOperations,
      input: (line) => ({ operation: oneOperand(line, 'N') }),
      show: (found) => ([found].flat() as readonly BulkView[]).flatMap(linesOf),
    }),
  ),
];

function linesOf(operation: BulkView): readonly string[] {
  const { id, order, state, total, remaining, undoUntil, about, caller, client } = operation;
  const { target } = { target: undefined, ...order };
  return [
    `ID        ${id}`,
    `Order     ${order.kind}${target === undefined ? '' : ` to ${visible(target)}`}, by ${visible(caller)} at ${visible(client)}`,
    `Messages  ${visible(about)}`,
    `State     ${state}${state === 'Held' && undoUntil !== undefined ? ` until ${timeText(undoUntil)}` : ''}`,
    `Total     ${total}, of which ${remaining} are left`,
    `Outcomes  ${outcomesOf(operation)}`,
  ];
}

function outcomesOf({ outcomes }: BulkView): string {
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ');
}
