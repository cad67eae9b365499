import { formatPath, ReplyError } from '@mailyard/smtp';

import { HeaderBlock } from '../header/header-block.js';
import { admitSenderFields } from './sender-fields.js';

const own = ['Alice@contoso.com', 'al@contoso.com'];

const rights: Readonly<Record<string, 'SendAs' | 'SendOnBehalf'>> = {
  'sales@contoso.com': 'SendAs',
  'chief@contoso.com': 'SendOnBehalf',
};

function admit(header: string): HeaderBlock {
  return admitSenderFields(HeaderBlock.parse(Buffer.from(`${header}\r\nSubject: x\r\n\r\n`)), {
    own,
    granted: (path) => rights[formatPath(path)],
  });
}

const verdict = (header: string): string => {
  try {
    admit(header);
    return 'accepted';
  } catch (error) {
    return error instanceof ReplyError ? error.reply.toString() : String(error);
  }
};

describe('in the name of another (Send As, Send on Behalf)', () => {
  it.each([
    ['as another', 'From: sales@contoso.com', undefined],
    ['as another, and as oneself', 'From: sales@contoso.com\r\nSender: al@contoso.com', 'al@contoso.com'],
    ['on behalf of another', 'From: Chief <chief@contoso.com>', '<Alice@contoso.com>'],
    [
      'on behalf, whoever Sender names',
      'From: chief@contoso.com\r\nSender: sales@contoso.com',
      '<Alice@contoso.com>',
    ],
    [
      'on behalf, as that one says of oneself',
      'From: chief@contoso.com\r\nSender: chief@contoso.com',
      '<Alice@contoso.com>',
    ],
  ])('%s: readers see who it is', (_, header, sender) => {
    const admitted = admit(header);
    expect(admitted.first('Sender')).toBe(sender);
    expect(admitted.first('From')).toBe(header.split('\r\n')[0]?.slice('From: '.length));
  });

  it('nobody else', () => {
    expect(verdict('From: bob@contoso.com')).toMatch(/^550 5\.7\.60 /);
    expect(verdict('From: chief@contoso.com, bob@contoso.com')).toMatch(/^550 5\.7\.60 /);
  });
});

describe('From and Sender of a user (RFC 6409 §6.1)', () => {
  it.each([
    ['From: alice@contoso.com'],
    ['FROM: "Alice" <ALICE@Contoso.com>'],
    ['From: al@contoso.com\r\nSender: alice@contoso.com'],
    ['From:\r\n Alice\r\n <alice@contoso.com>'],
    ['From: "Ames, Alice" <alice@contoso.com>'],
    ['From: =?utf-8?q?Ames=2C_Alice?= <alice@contoso.com>'],
    ['From: (x@y.example) alice@contoso.com'],
    ['From: Team: alice@contoso.com, al@contoso.com;\r\nSender: al@contoso.com'],
    ['Resent-From: al@contoso.com\r\nResent-Sender: alice@contoso.com\r\nFrom: alice@contoso.com'],
    ['Reply-To: boss@contoso.com\r\nFrom: alice@contoso.com'],
    // Polish; the last octet of the word is 85, which is no line end in UTF-8.
    ['From: alice@contoso.com\r\nX-Note: są From: boss'],
  ])('%j is accepted as it is', (header) => {
    const before = HeaderBlock.parse(Buffer.from(`${header}\r\nSubject: x\r\n\r\n`)).toBuffer();
    expect(admit(header).toBuffer().toString()).toBe(before.toString());
  });

  it.each([
    ['From: boss@contoso.com'],
    ['From: alice@fabrikam.com'],
    ['From: alice@contoso.com, boss@contoso.com'],
    ['From : boss@contoso.com'],
    ['From: boss@contoso.com\r\nSender: alice@contoso.com'],
    ['From: alice@contoso.com\r\nSender: boss@contoso.com'],
    ['From: boss@contoso.com <alice@contoso.com>'],
    ['From: boss @ contoso.com <alice@contoso.com>'],
    ['From: "boss" @contoso.com <alice@contoso.com>'],
    ['From: =?utf-8?b?Ym9zc0Bjb250b3NvLmNvbQA=?= <alice@contoso.com>'],
    ['From: boss@contoso.com, Ames, Alice <alice@contoso.com>'],
    ['From: "boss <boss@contoso.com>'],
    ['From: <@relay.example:boss@contoso.com>'],
    ['From: alice@contoso.com\rFrom: boss@contoso.com'],
    ['From: alice@contoso.com\0, boss@contoso.com'],
    ['Resent-From: boss@contoso.com\r\nFrom: alice@contoso.com'],
    ['Resent-Sender: boss@contoso.com\r\nFrom: alice@contoso.com'],
    ['Resent-From: alice@contoso.com\r\nResent-From: boss@contoso.com\r\nFrom: alice@contoso.com'],
  ])('%j is forbidden', (header) => {
    expect(verdict(header)).toMatch(/^550 5\.7\.60 /);
  });

  it.each([
    ['From: Ames, Alice <alice@contoso.com>', 'From: "Ames, Alice" <alice@contoso.com>'],
    ['From: boss, Alice <alice@contoso.com>', 'From: "boss, Alice" <alice@contoso.com>'],
    ['From: "Ames, Alice <al@contoso.com>', 'From: "Ames, Alice" <al@contoso.com>'],
    ['From: Ames; Alice <alice@contoso.com>', 'From: "Ames; Alice" <alice@contoso.com>'],
    ['From: Alice (home <alice@contoso.com>', 'From: Alice home <alice@contoso.com>'],
    ['From: Alice alice@contoso.com', 'From: Alice <alice@contoso.com>'],
    ['From: Alice <alice@contoso.com', 'From: Alice <alice@contoso.com>'],
    ['From: <@relay.example:alice@contoso.com>', 'From: <alice@contoso.com>'],
    ['From: <alice @ contoso.com>', 'From: <alice@contoso.com>'],
    ['From: Amés, Alice <alice@contoso.com>', 'From: =?UTF-8?B?QW3DqXMsIEFsaWNl?= <alice@contoso.com>'],
  ])('%j is written anew: its only address is the user’s', (header, written) => {
    expect(admit(header).toBuffer().toString()).toBe(`${written}\r\nSubject: x\r\n\r\n`);
  });

  it.each<readonly [name: string, header: string]>([
    ['From', 'From: Alice'],
    ['From', 'From: undisclosed:;'],
    ['From', 'From: alice@'],
    ['From', 'From: <>'],
    ['From', 'From: alice@contoso.com\r\nFrom: al@contoso.com'],
    ['From', 'From: Ames, Al <al@contoso.com>, alice@contoso.com'],
    ['From', 'From: alice@contoso.com\u000bx'],
    ['From', 'From: alice@contoso.com\0'],
    ['Sender', 'From: alice@contoso.com\r\nSender: me'],
    ['Resent-From', 'From: alice@contoso.com\r\nResent-From: me'],
    ['Sender', 'X-Note: x\rSender: boss@contoso.com\r\nFrom: alice@contoso.com'],
    ...['\0', '\u000b', '\f', '\u001c', '\u0085', '\u2028', '\u2029'].map(
      (border) => ['From', `From: alice@contoso.com\r\nX-Note: x${border}From: boss@contoso.com`] as const,
    ),
    ['From', 'From: alice@contoso.com\r\n\0From: boss@contoso.com'],
    ['From', 'From: alice@contoso.com\r\nFr\0om: boss@contoso.com'],
    ['From', 'From: alice@contoso.com\r\nFrom\u000b: boss@contoso.com'],
    ['From', 'From: alice@contoso.com\r\nFrom\u00a0: boss@contoso.com'],
    ['From', 'From: alice@contoso.com\r\n\ufeffFrom: boss@contoso.com'],
    ['From', 'From: alice@contoso.com\r\nFrom\r\n : boss@contoso.com'],
    ['Sender', 'From: alice@contoso.com\r\n\u017fender: boss@contoso.com'],
  ])('the reply to a malformed %s names it: %j', (name, header) => {
    expect(verdict(header)).toBe(`550 5.6.0 SMTP; The ${name} field cannot be read in one way (RFC 5322)`);
  });

  it.each(['To: boss@contoso.com', 'From: ', 'From:\u00a0'])(
    'adds a From that is missing (RFC 6409 §8): %j',
    (header) => {
      const block = admit(header);
      expect(block.find('From')).toEqual(['Alice@contoso.com']);
      expect(block.has('Sender')).toBe(false);
    },
  );

  it('adds Sender where From has several addresses (RFC 5322 §3.6.2, RFC 6409 §8.1)', () => {
    const block = admit('From: Alice <alice@contoso.com>, al@contoso.com');
    expect(block.find('Sender')).toEqual(['Alice@contoso.com']);
  });
});
