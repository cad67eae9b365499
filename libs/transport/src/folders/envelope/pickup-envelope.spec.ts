import { HeaderBlock } from '@mailyard/message';
import { formatPath } from '@mailyard/smtp';

import { pickupEnvelope, type PickupTerms } from './pickup-envelope.js';

const terms: PickupTerms = {
  maxHeaderBytes: 65_536,
  maxRecipients: 3,
  defaultDomain: 'contoso.com',
  guid: 'e0e4b1a2-0000-4000-8000-000000000001',
  now: new Date('2026-11-30T22:00:00Z'),
};
const read = (header: string) => pickupEnvelope(HeaderBlock.parse(Buffer.from(`${header}\n\n`)), terms);
const addresses = (header: string): readonly string[] => {
  const { reversePath, recipients } = read(header).envelope;
  return [reversePath, ...recipients.map(({ path }) => path)].map(formatPath);
};

describe('the envelope of a file in the Pickup folder', () => {
  it.each([
    ['From', 'From: a@x.example\nTo: b@x.example', ['a@x.example', 'b@x.example']],
    [
      'one in From and in Sender: From',
      'From: a@x.example\nSender: s@x.example\nTo: b@x.example',
      ['a@x.example', 'b@x.example'],
    ],
    [
      'several in From: Sender',
      'From: a@x.example, c@x.example\nSender: s@x.example\nTo: b@x.example',
      ['s@x.example', 'b@x.example'],
    ],
    ['Sender alone', 'Sender: s@x.example\nTo: b@x.example', ['s@x.example', 'b@x.example']],
    [
      'all of To, Cc and Bcc, once',
      'From: a@x.example\nTo: "B, b" <b@x.example>,\n c@x.example\nCc: B@X.example\nBcc: d@x.example',
      ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'],
    ],
    [
      'several fields To',
      'From: a@x.example\nTo: b@x.example\nTo: c@x.example',
      ['a@x.example', 'b@x.example', 'c@x.example'],
    ],
    [
      'groups (RFC 5322 §3.4)',
      'From: a@x.example\nTo: Team: b@x.example, C <c@x.example>;',
      ['a@x.example', 'b@x.example', 'c@x.example'],
    ],
    [
      'an address in a display name is nobody',
      'From: a@x.example\nTo: "z@evil.example" <b@x.example>',
      ['a@x.example', 'b@x.example'],
    ],
  ])('%s', (_, header, expected) => {
    expect(addresses(header)).toEqual(expected);
  });

  it.each([
    ['To: b@x.example', 'neither From nor Sender names an address'],
    [
      'From: a@x.example, c@x.example\nTo: b@x.example',
      'From names several addresses, and there is no Sender',
    ],
    [
      'From: a@x.example\nSender: s@x.example, t@x.example\nTo: b@x.example',
      'Sender names more than one address',
    ],
    ['From: a@x.example\nFrom: c@x.example\nTo: b@x.example', 'there are 2 From fields'],
    ['From: a@x.example', 'neither To, nor Cc, nor Bcc names an address'],
    ['From: a@x.example\nTo: undisclosed-recipients:;', 'neither To, nor Cc, nor Bcc names an address'],
    ['From: a@x.example\nTo: b@x.example, not an address', 'To is not a list of addresses'],
    ['From: <a@x.example\nTo: b@x.example', 'From is not a list of addresses'],
  ])('nobody can tell: %j', (header, reason) => {
    expect(() => read(header)).toThrow(reason);
  });

  it('an address outside ASCII needs SMTPUTF8 (RFC 6531 §3.4), a name does not', () => {
    expect(read('From: a@x.example\nTo: jörg@x.example').envelope.smtpUtf8).toBe(true);
    expect(read('From: Jörg <a@x.example>\nTo: b@x.example').envelope.smtpUtf8).toBe(false);
  });

  it('of strangers, however it is called', () => {
    expect(read('From: a@contoso.com\nTo: b@x.example').source).toMatchObject({
      kind: 'PICKUP',
      authAs: 'Anonymous',
      headerRights: { routing: false, organization: false, forest: false },
    });
  });
});

describe('the header of a file in the Pickup folder', () => {
  const header = (text: string) => read(text).header;

  it('has no Bcc, and who has only that has To: Undisclosed Recipients', () => {
    const shown = header('From: a@x.example\nBcc: b@x.example');
    expect(shown.has('Bcc')).toBe(false);
    expect(shown.first('To')).toBe('Undisclosed Recipients:;');
    expect(header('From: a@x.example\nTo: c@x.example\nBcc: b@x.example').first('To')).toBe('c@x.example');
  });

  it.each([
    ['missing', ''],
    ['blank', '\nMessage-ID:'],
  ])('gets a Message-ID of the default domain where it is %s', (_, field) => {
    const shown = header(`From: a@x.example\nTo: b@x.example${field}`);
    expect(shown.find('Message-ID')).toEqual([`<${terms.guid}@contoso.com>`]);
  });

  it.each([
    ['', 'Mon, 30 Nov 2026 22:00:00 +0000'],
    ['\nDate: rubbish', 'Mon, 30 Nov 2026 22:00:00 +0000'],
    ['\nDate: Tue, 4 Aug 2026 09:05:00 +0200 (CEST)', 'Tue, 4 Aug 2026 09:05:00 +0200 (CEST)'],
  ])('gets a Date where there is none that can be read: %j', (field, expected) => {
    expect(header(`From: a@x.example\nTo: b@x.example${field}`).find('Date')).toEqual([expected]);
  });
});

describe('limits of the Pickup folder: the message is returned', () => {
  it.each([
    [
      'PickupDirectoryMaxRecipientsPerMessage, reached',
      'To: b@x.example, c@x.example, d@x.example',
      undefined,
    ],
    [
      'exceeded',
      'To: b@x.example, c@x.example, d@x.example, e@x.example',
      '550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients',
    ],
    [
      'PickupDirectoryMaxHeaderSize',
      `To: b@x.example\nX-Long: ${'x'.repeat(70_000)}`,
      '552 5.3.4 Message header size exceeds fixed maximum header size',
    ],
  ])('%s', (_, to, expected) => {
    expect(read(`From: a@x.example\n${to}`).refusal?.toString()).toBe(expected);
  });
});
