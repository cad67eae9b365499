import type { ApprovalWords } from '../approval-words.js';

export const english: ApprovalWords = {
  approve: 'Approve',
  reject: 'Reject',
  title: 'Approval required',
  expiredTitle: 'No approval in time',
  uncountedTitle: 'Answer not counted',
  introduction: 'A message waits for your approval. It is attached as it was sent.',
  sender: 'From',
  recipients: 'To',
  subject: 'Subject',
  advice:
    'Or reply to this message, with Approve or Reject as the first line. What you write below Reject is told to the sender.',
  deadline: (date) => `If nobody decides before ${date}, the message is not delivered.`,
  expired: 'Nobody has decided on this message in time; it was not delivered.',
  uncounted: {
    decided: 'Your answer was not counted: the message has been decided on already, or is no longer there.',
    unclear:
      'Your answer was not understood, and the message still waits. Please reply to the request with Approve or Reject, and nothing else, as the first line.',
    unproven:
      'An answer in your name was not counted: it was not sent by somebody who had signed in to your mailbox. The message still waits.',
  },
};
