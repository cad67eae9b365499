import { addResubmitRequest } from '@mailyard/operations/resubmission/add-resubmit-request';
import { getResubmitRequests } from '@mailyard/operations/resubmission/get-resubmit-requests';
import { removeResubmitRequest } from '@mailyard/operations/resubmission/remove-resubmit-request';
import type { RequestView } from '@mailyard/operations/resubmission/request-view';
import { setResubmitRequest } from '@mailyard/operations/resubmission/set-resubmit-request';

import { CommandError, noOperand, oneOperand, type Command, type CommandLine } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { table, timeText, visible } from '../../table.js';

const filters = ['destination', 'sender', 'recipient'] as const;

export const resubmitCommands: readonly Command[] = [
  operationCommand({
    name: 'resubmit add',
    options: [
      { name: 'start', value: 'TIME', help: 'Of the deliveries: 2026-10-01T08:00Z.' },
      { name: 'end', value: 'TIME', help: 'Default: now.' },
      { name: 'destination', value: 'NAME', help: 'A mailbox database, or another queue; * for anything.' },
      { name: 'sender', value: 'ADDRESS', help: 'The reverse-path; * for anything.' },
      { name: 'recipient', value: 'ADDRESS', help: 'Only this recipient; * for anything.' },
    ],
    operation: addResubmitRequest,
    input: (line) => {
      noOperand(line);
      const startTime = timeOption(line, 'start');
      if (startTime === undefined) throw new CommandError('--start TIME is needed');
      const given = filters.flatMap((name) => (line.has(name) ? [[name, line.value(name)]] : []));
      const endTime = timeOption(line, 'end');
      return { startTime, ...(endTime === undefined ? {} : { endTime }), ...Object.fromEntries(given) };
    },
    show: ({ id }) => [`resubmit request ${id} runs; resubmit list tells of it`],
  }),
  operationCommand({
    name: 'resubmit list',
    options: [],
    operation: getResubmitRequests,
    input: (line) => {
      noOperand(line);
      return {};
    },
    show: (requests) =>
      table(requests, [
        ['ID', ({ id }) => id],
        ['State', ({ state }) => state],
        ['Resubmitted', ({ resubmitted }) => resubmitted],
        ['Failed', ({ failed }) => failed],
        ['Lacking', ({ lacking }) => lacking],
        ['From', ({ startTime }) => timeText(startTime)],
        ['To', ({ endTime }) => timeText(endTime)],
        ['By', ({ caller }) => caller],
        ['Of', aboutOf],
      ]),
  }),
  ...(
    [
      ['resubmit pause', false],
      ['resubmit resume', true],
    ] as const
  ).map(([name, enabled]) =>
    operationCommand({
      name,
      operands: 'N',
      operation: setResubmitRequest,
      input: (line) => ({ request: oneOperand(line, 'N'), enabled }),
      show: ({ id, state }) => [`resubmit request ${id} is ${state}`],
    }),
  ),
  operationCommand({
    name: 'resubmit remove',
    operands: 'N',
    operation: removeResubmitRequest,
    input: (line) => ({ request: oneOperand(line, 'N') }),
    show: ({ id }) => [`resubmit request ${id} is removed`],
  }),
];

function timeOption(line: CommandLine, name: string): number | undefined {
  const text = line.value(name);
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) {
    throw new CommandError(`--${name} must be a time such as 2026-10-01T08:00Z, not ${text}`);
  }
  return at;
}

function aboutOf(request: RequestView): string {
  return filters
    .flatMap((name) => (request[name] === undefined ? [] : [`${name} ${visible(request[name])}`]))
    .join(', ');
}
