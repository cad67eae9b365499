import { HeaderBlock } from '@mailyard/message';
import { pathOf } from '@mailyard/schema';

import { journalText } from './journal-report.js';

const header = (text: string) => HeaderBlock.parse(Buffer.from(`${text.replaceAll('\n', '\r\n')}\r\n\r\n`));

it('a journal report tells of each recipient where the message names them, and of Bcc where that is known', () => {
  const message = {
    header: header(
      'From: Alice <alice@contoso.com>\nSender: bob@contoso.com\nTo: "K" <Kate@Fabrikam.com>\nCc: team@contoso.com\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
    ),
    reversePath: pathOf('alice@contoso.com'),
    messageId: '<1@contoso.com>',
    recipients: [
      { path: pathOf('kate@fabrikam.com') },
      { path: pathOf('carol@contoso.com'), original: pathOf('team@contoso.com'), by: 'Expanded' },
      { path: pathOf('dave@contoso.com') },
    ],
  } as const;
  const text = (isOriginating: boolean) => journalText({ ...message, isOriginating }).split('\r\n');
  expect(text(true)).toEqual([
    'Sender: bob@contoso.com',
    'On-Behalf-Of: alice@contoso.com',
    'Subject: Grüße',
    'Message-Id: <1@contoso.com>',
    'To: kate@fabrikam.com',
    'Cc: carol@contoso.com, Expanded: team@contoso.com',
    'Bcc: dave@contoso.com',
  ]);
  expect(text(false).at(-1)).toBe('Recipient: dave@contoso.com');
});
