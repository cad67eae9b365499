import { HeaderBlock } from '@mailyard/message';
import { formatPath, ReplyError } from '@mailyard/smtp';

import { outgoingMessage } from './outgoing-message.js';

const alice = { PrimarySmtpAddress: 'alice@contoso.com' };

function outgoing(...lines: readonly string[]) {
  return outgoingMessage(HeaderBlock.parse(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)), alice);
}

function refusal(...lines: readonly string[]): string {
  try {
    outgoing(...lines);
  } catch (error) {
    if (error instanceof ReplyError) return error.reply.toString();
    throw error;
  }
  throw new Error('it was not refused');
}

describe('whom a message in an Outbox is for (RFC 5322 §3.6.3)', () => {
  it.each([
    ['one', ['To: bob@contoso.com'], ['bob@contoso.com']],
    ['each once, however it is written', ['To: bob@contoso.com, Bob <bob@CONTOSO.com>'], ['bob@contoso.com']],
    [
      'To, Cc and Bcc, several fields of a name too',
      ['Bcc: c@x.example', 'To: a@x.example', 'To: b@x.example', 'Cc: d@x.example'],
      ['a@x.example', 'b@x.example', 'd@x.example', 'c@x.example'],
    ],
    ['members of a group', ['To: Friends: a@x.example, B <b@x.example>;'], ['a@x.example', 'b@x.example']],
    ['nobody whom a display name names', ['To: "eve@x.example" <a@x.example>'], ['a@x.example']],
    ['folded', ['To: a@x.example,\r\n b@x.example'], ['a@x.example', 'b@x.example']],
  ])('%s', (_, lines, expected) => {
    const { envelope } = outgoing('From: alice@contoso.com', ...lines);
    expect(envelope.recipients.map(({ path }) => formatPath(path))).toEqual(expected);
  });

  it.each([
    ['nobody', [], /^554 5\.1\.3 /],
    ['an empty group', ['To: undisclosed-recipients:;'], /^554 5\.1\.3 /],
    ['an open bracket', ['To: <a@x.example'], /^550 5\.6\.0 .*To field/],
    ['no address', ['Cc: a@x.example', 'Bcc: not an address'], /^550 5\.6\.0 .*Bcc field/],
  ])('%s: it is for nobody', (_, lines, expected) => {
    expect(refusal('From: alice@contoso.com', ...lines)).toMatch(expected);
  });
});

describe('who sends it (RFC 5322 §3.6.2)', () => {
  it.each([
    ['Sender before From', ['From: a@x.example', 'Sender: b@x.example'], 'b@x.example'],
    ['the first of From', ['From: a@x.example, b@x.example'], 'a@x.example'],
    ['the owner where nobody is named', [], 'alice@contoso.com'],
  ])('%s', (_, lines, expected) => {
    const { reversePath } = outgoing(...lines, 'To: a@x.example').envelope;
    expect(reversePath && formatPath(reversePath)).toBe(expected);
  });
});

it('Bcc is in nothing that leaves, and the rest stays as it is', () => {
  const { header } = outgoing(
    'Subject: x',
    'Bcc: a@x.example,\r\n b@x.example',
    'X-Bcc: y',
    'bcc:c@x.example',
  );
  expect(header.toBuffer().toString()).toBe('Subject: x\r\nX-Bcc: y\r\n\r\n');
});

it('SMTPUTF8 where the header needs it (RFC 6531 §3.4)', () => {
  expect(outgoing('To: a@x.example', 'Subject: Grüße').envelope.smtpUtf8).toBe(true);
  expect(outgoing('To: a@x.example', 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=').envelope.smtpUtf8).toBe(false);
});
