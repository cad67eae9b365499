import { approveMessage } from '@mailyard/operations/messages/moderation/approve-message';
import type { DecidedMessage } from '@mailyard/operations/messages/moderation/decide-message';
import { rejectMessage } from '@mailyard/operations/messages/moderation/reject-message';

import { oneOperand, type Command } from '../../command.js';
import { operationCommand } from '../../operation-command.js';
import { visible } from '../../table.js';

/** What an administrator decides in the place of moderators. */
const decided = {
  Done: 'decided',
  Held: 'not decided: it is suspended, or about to be removed by an operation',
  Gone: 'not decided: somebody else has done it',
} as const;

const showDecided = (copies: readonly DecidedMessage[]) =>
  copies.map(({ internalId, recipients, outcome }) =>
    visible(`${internalId} to ${recipients.join(', ')}: ${decided[outcome]}`),
  );
const allDecided = (copies: readonly DecidedMessage[]) =>
  copies.every(({ outcome }) => outcome === 'Done') ? 0 : 1;

export const moderationCommands: readonly Command[] = [
  operationCommand({
    name: 'message approve',
    operands: 'ID',
    operation: approveMessage,
    input: (line) => ({ id: oneOperand(line, 'ID') }),
    show: showDecided,
    exitCode: allDecided,
  }),
  operationCommand({
    name: 'message reject',
    operands: 'ID',
    options: [{ name: 'comment', value: 'TEXT', help: 'What its sender reads about it.' }],
    operation: rejectMessage,
    input: (line) => ({ id: oneOperand(line, 'ID'), comment: line.value('comment') }),
    show: showDecided,
    exitCode: allDecided,
  }),
];
