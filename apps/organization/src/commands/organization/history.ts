import { compareOrganizationRevision } from '@mailyard/operations/revisions/compare-organization-revision';
import { getOrganizationHistory } from '@mailyard/operations/revisions/get-organization-history';
import { restoreOrganizationRevision } from '@mailyard/operations/revisions/restore-organization-revision';

import { CommandError, noOperand, numberOption, oneOperand, type Command } from '../../command.js';
import { operationCommand } from '../../operation-command.js';

/** What the organization was, and the way back. */
export const historyCommands: readonly Command[] = [
  operationCommand({
    name: 'history compare',
    operands: 'FROM [TO]',
    operation: compareOrganizationRevision,
    input: ({ operands: [from, to, ...others] }) => {
      if (from === undefined || others.length > 0) throw new CommandError('one revision or two are needed');
      return { from: revisionIn(from), ...(to !== undefined && { to: revisionIn(to) }) };
    },
    show: ({ changes, summary, from, to }) => [...changes, `${summary}, from revision ${from} to ${to}`],
  }),
  operationCommand({
    name: 'history list',
    options: [{ name: 'limit', value: 'N', help: 'How many at most; default: 20.' }],
    operation: getOrganizationHistory,
    input: (line) => {
      noOperand(line);
      return { resultSize: numberOption(line, 'limit') };
    },
    show: (revisions) =>
      revisions.flatMap(({ revision, time, caller, client, operation, changes, isKept }) => [
        [revision, timeText(time), caller && `${caller} (${client})`, operation].filter(Boolean).join('  '),
        ...(isKept ? changes : ['too large to be kept']).map((line) => `    ${line}`),
      ]),
  }),
  operationCommand({
    name: 'rollback',
    operands: 'REVISION',
    options: [
      { name: 'what-if', help: 'Only tell what would change.' },
      { name: 'force', help: 'What is dangerous, such as an open relay, is meant.' },
    ],
    operation: restoreOrganizationRevision,
    input: (line) => ({
      revision: revisionIn(oneOperand(line, 'REVISION')),
      validateOnly: line.has('what-if'),
      force: line.has('force'),
    }),
    show: ({ changes, summary, warnings, dangers, revision }) => [
      ...changes,
      ...[...warnings, ...dangers].map((warning) => `warning: ${warning}`),
      `${summary}; the organization is at revision ${revision}`,
    ],
  }),
];

function revisionIn(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new CommandError(`a revision is a number, not ${text}`);
  return Number(text);
}

function timeText(time: number): string {
  return time === 0 ? '' : new Date(time).toISOString();
}
