import { ReplyError } from '@mailyard/smtp';

import { HeaderBlock } from '../header/header-block.js';
import { checkSenderFields } from './sender-fields.js';

const own = ['Alice@contoso.com', 'al@contoso.com'];

const verdict = (header: string): string => {
  try {
    checkSenderFields(HeaderBlock.parse(Buffer.from(`${header}\r\nSubject: x\r\n\r\n`)), own);
    return 'accepted';
  } catch (error) {
    return error instanceof ReplyError ? error.reply.toString().slice(0, 10) : String(error);
  }
};

describe('From and Sender of a user (RFC 6409 §6.1)', () => {
  it.each([
    ['From: alice@contoso.com'],
    ['FROM: "Alice" <ALICE@Contoso.com>'],
    ['From: al@contoso.com\r\nSender: alice@contoso.com'],
    ['From:\r\n Alice\r\n <alice@contoso.com>'],
    ['From: Alice <alice@contoso.com>, al@contoso.com'],
    ['To: boss@contoso.com'],
    ['From: '],
    ['Reply-To: boss@contoso.com\r\nFrom: alice@contoso.com'],
  ])('%j is accepted', (header) => {
    expect(verdict(header)).toBe('accepted');
  });

  it.each([
    ['From: boss@contoso.com'],
    ['From: alice@fabrikam.com'],
    ['From: alice@contoso.com, boss@contoso.com'],
    ['From: alice@contoso.com\r\nFrom: boss@contoso.com'],
    ['From : boss@contoso.com'],
    ['From: boss@contoso.com\r\nSender: alice@contoso.com'],
    ['From: alice@contoso.com\r\nSender: boss@contoso.com'],
    ['From: boss@contoso.com <alice@contoso.com>'],
    ['From: alice'],
    ['From: undisclosed:;'],
    ['From: "alice <alice@contoso.com>'],
    ['From: alice@contoso.com\rFrom: boss@contoso.com'],
    ['X-Note: x\rSender: boss@contoso.com\r\nFrom: alice@contoso.com'],
  ])('%j is refused', (header) => {
    expect(verdict(header)).toBe('550 5.7.60');
  });
});
