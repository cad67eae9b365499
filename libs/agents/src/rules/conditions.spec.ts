import { zippedFiles } from '@mailyard/testing';

import { run, type Sent } from './spec-support/ruled-organization.js';

type Parameters = Readonly<Record<string, unknown>>;

/** Whether a rule with these conditions was for the message. */
const isFor = (conditions: Parameters, sent: Sent = {}): boolean =>
  run([{ PrependSubject: 'x', ...conditions }], sent).copies.some(({ applied }) => applied.length > 0);

const inside: Sent = {
  from: 'alice@contoso.com',
  authAs: 'Internal',
  text: 'From: alice@contoso.com\nTo: bob@contoso.com\nSubject: x\n\ny\n',
};
const header = (lines: string): Sent => ({ text: `${lines}\n\nhello\n` });
const attached = (part: string): Sent => ({
  text: `Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee there\n--b\n${part}\n--b--\n`,
});
const file = (name: string, octets: Buffer | string): Sent =>
  attached(
    `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(octets).toString('base64')}`,
  );
const zipped = (flags: number): Buffer => Buffer.from([0x50, 0x4b, 3, 4, 20, 0, flags, 0, 0, 0]);

const document = zippedFiles({
  '[Content_Types].xml': '<Types/>',
  'word/document.xml': '<w:body><w:p><w:r><w:t>top secret</w:t></w:r></w:p></w:body>',
  'docProps/core.xml': '<cp:coreProperties><dc:creator>Kate</dc:creator></cp:coreProperties>',
  'docProps/custom.xml': '<p><property name="Business Impact"><vt:lpwstr>HBI</vt:lpwstr></property></p>',
});

type Row = readonly [conditions: Parameters, sent: Sent, holds: boolean];

const rows: readonly Row[] = [
  [{}, {}, true],
  // The sender.
  [{ From: ['alice'] }, inside, true],
  [{ From: ['alice.other@contoso.com'] }, inside, true],
  [{ From: ['bob'] }, inside, false],
  [{ FromScope: 'InOrganization' }, inside, true],
  [{ FromScope: 'InOrganization' }, { ...inside, authAs: 'Anonymous' }, false],
  [{ FromScope: 'NotInOrganization' }, {}, true],
  [{ FromMemberOf: ['staff'] }, inside, true],
  [{ FromMemberOf: ['team'] }, { text: 'From: carol@contoso.com\nSubject: x\n\ny\n' }, false],
  [{ FromAddressContainsWords: ['fabrikam'] }, {}, true],
  [{ FromAddressContainsWords: ['brikam'] }, {}, false],
  [{ FromAddressMatchesPatterns: [String.raw`@fabrikam\.com$`] }, {}, true],
  [{ SenderDomainIs: ['com'] }, {}, true],
  [{ SenderDomainIs: ['rikam.com'] }, {}, false],
  [{ SenderIPRanges: ['192.0.2.0/24'] }, {}, true],
  [{ SenderIPRanges: ['198.51.100.0/24', '2001:db8::/32'] }, { ip: '2001:db8::1' }, true],
  [{ SenderIPRanges: ['192.0.2.0/24'] }, { ip: '192.0.3.1' }, false],
  // Where the address is found.
  [{ SenderDomainIs: ['bounces.example'] }, { from: 'x@bounces.example' }, false],
  [
    { SenderDomainIs: ['bounces.example'], SenderAddressLocation: 'Envelope' },
    { from: 'x@bounces.example' },
    true,
  ],
  [
    { SenderDomainIs: ['fabrikam.com'], SenderAddressLocation: 'Envelope' },
    { from: 'x@bounces.example' },
    false,
  ],
  [
    { SenderDomainIs: ['fabrikam.com'], SenderAddressLocation: 'HeaderOrEnvelope' },
    { from: 'x@y.example' },
    true,
  ],
  [{ SenderDomainIs: ['y.example'] }, { from: 'x@y.example', text: 'Subject: no From\n\n' }, true],
  // The recipients.
  [{ SentTo: ['alice'] }, {}, true],
  [{ SentTo: ['alice.other@contoso.com'] }, {}, true],
  [{ SentTo: ['kate@fabrikam.com'] }, { to: ['Kate@Fabrikam.com'] }, true],
  [{ SentToScope: 'InOrganization' }, {}, true],
  [{ SentToScope: 'NotInOrganization' }, { to: ['x@partner.example'] }, true],
  // IsInternal of a remote domain.
  [{ SentToScope: 'InOrganization' }, { to: ['x@sister.example'] }, true],
  [{ SentToScope: 'NotInOrganization' }, { to: ['x@sister.example'] }, false],
  [{ SentToScope: 'ExternalPartner' }, { to: ['x@partner.example'] }, true],
  [{ SentToScope: 'ExternalPartner' }, { to: ['x@other.example'] }, false],
  [{ SentToScope: 'ExternalNonPartner' }, { to: ['x@other.example'] }, true],
  [{ SentToMemberOf: ['staff'] }, {}, true],
  [{ SentToMemberOf: ['staff'] }, { to: ['carol@contoso.com'] }, false],
  [{ RecipientDomainIs: ['contoso.com'] }, {}, true],
  [{ RecipientAddressContainsWords: ['alice'] }, {}, true],
  [{ RecipientAddressMatchesPatterns: ['^bob'] }, {}, false],
  [{ AnyOfRecipientAddressContainsWords: ['bob'] }, { to: ['alice@contoso.com', 'bob@contoso.com'] }, true],
  [{ AnyOfRecipientAddressMatchesPatterns: ['^dave'] }, {}, false],
  [{ AnyOfToHeader: ['alice'] }, {}, true],
  [{ AnyOfToHeader: ['bob'] }, {}, false],
  [{ AnyOfToHeaderMemberOf: ['staff'] }, {}, true],
  [{ AnyOfCcHeader: ['alice'] }, {}, false],
  [{ AnyOfCcHeader: ['bob'] }, header('Cc: "B" <bob@contoso.com>'), true],
  [{ AnyOfCcHeaderMemberOf: ['team'] }, header('Cc: bob@contoso.com'), true],
  [{ AnyOfToCcHeader: ['kate@fabrikam.com'] }, header('Cc: kate@fabrikam.com'), true],
  [{ AnyOfToCcHeaderMemberOf: ['team'] }, header('To: carol@contoso.com'), false],
  // Subject, text, header.
  [{ SubjectContainsWords: ['none', 'budget'] }, {}, true],
  [{ SubjectContainsWords: ['budget'] }, header('Subject: =?utf-8?q?the_b=75dget?='), true],
  [{ SubjectMatchesPatterns: ['^budget$'] }, {}, true],
  [{ SubjectOrBodyContainsWords: ['hello'] }, {}, true],
  [
    { SubjectOrBodyContainsWords: ['hello'] },
    attached('Content-Type: text/plain; name=a.txt\n\nhello'),
    false,
  ],
  [{ SubjectOrBodyMatchesPatterns: ['^hel+o'] }, {}, true],
  [
    { HeaderContainsMessageHeader: 'X-Mailer', HeaderContainsWords: ['bulk'] },
    header('X-Mailer: Bulk 1'),
    true,
  ],
  [
    { HeaderContainsMessageHeader: 'X-Mailer', HeaderContainsWords: ['bulk'] },
    header('X-Other: Bulk 1'),
    false,
  ],
  [
    { HeaderMatchesMessageHeader: 'x-mailer', HeaderMatchesPatterns: ['^bu'] },
    header('X-Mailer: Bulk 1'),
    true,
  ],
  // Attachments.
  [{ AttachmentContainsWords: ['secret'] }, attached('Content-Type: text/csv; name=a.csv\n\na;secret'), true],
  [{ AttachmentContainsWords: ['hello'] }, {}, false],
  [{ AttachmentMatchesPatterns: ['^a;'] }, attached('Content-Type: text/csv; name=a.csv\n\na;secret'), true],
  [{ AttachmentContainsWords: ['secret'] }, file('plan.docx', document), true],
  [{ AttachmentMatchesPatterns: ['^top'] }, file('renamed.bin', document), true],
  [{ AttachmentIsUnsupported: true }, file('plan.docx', document), false],
  [{ AttachmentPropertyContainsWords: ['Author:Bob,Kate'] }, file('plan.docx', document), true],
  [
    { AttachmentPropertyContainsWords: ['business impact:HBI', 'Title:x'] },
    file('plan.docx', document),
    true,
  ],
  [{ AttachmentPropertyContainsWords: ['Author:Bob'] }, file('plan.docx', document), false],
  [{ AttachmentPropertyContainsWords: ['Author:Kate'] }, file('plan.txt', 'Author: Kate'), false],
  [{ AttachmentNameMatchesPatterns: ['^report'] }, file('Report 1.pdf', 'x'), true],
  [{ AttachmentExtensionMatchesWords: ['.PDF'] }, file('report.pdf', 'x'), true],
  [{ AttachmentExtensionMatchesWords: ['df'] }, file('report.pdf', 'x'), false],
  [{ AttachmentSizeOver: 4 }, file('a.bin', 'four'), true],
  [{ AttachmentSizeOver: 5 }, file('a.bin', 'four'), false],
  [{ AttachmentIsUnsupported: true }, file('a.bin', 'four'), true],
  [{ AttachmentIsUnsupported: true }, {}, false],
  [{ AttachmentHasExecutableContent: true }, file('picture.jpg', 'MZ\u0090'), true],
  [{ AttachmentHasExecutableContent: true }, file('run.bat', 'echo'), true],
  [{ AttachmentHasExecutableContent: true }, file('picture.jpg', 'JFIF'), false],
  [{ AttachmentIsPasswordProtected: true }, file('a.zip', zipped(1)), true],
  [{ AttachmentIsPasswordProtected: true }, file('a.zip', zipped(0)), false],
  [{ AttachmentProcessingLimitExceeded: true }, { text: `Subject: x\n\n${'y'.repeat(2_000)}` }, true],
  [{ AttachmentProcessingLimitExceeded: true }, {}, false],
  // The message.
  [{ MessageSizeOver: 10 }, {}, true],
  [{ MessageSizeOver: '1 KB' }, {}, false],
  [
    { ContentCharacterSetContainsWords: ['koi8-r'] },
    header('Content-Type: text/plain; charset=KOI8-R'),
    true,
  ],
  [{ SCLOver: 5 }, header('X-MS-Exchange-Organization-SCL: 6'), true],
  [{ SCLOver: 5 }, {}, false],
  [{ WithImportance: 'High' }, header('Importance: high'), true],
  [{ WithImportance: 'Normal' }, {}, true],
  [{ WithImportance: 'High' }, header('X-Priority: 1 (Highest)'), true],
  [{ WithImportance: 'High' }, header('Importance: normal\nX-Priority: 1'), false],
  [{ MessageTypeMatches: 'OOF' }, header('Auto-Submitted: auto-replied'), true],
  [{ MessageTypeMatches: 'OOF' }, header('X-MS-Exchange-Inbox-Rules-Loop: a@b.example'), false],
  [{ MessageTypeMatches: 'AutoForward' }, header('Autoforwarded: true'), true],
  [{ MessageTypeMatches: 'AutoForward' }, header('X-MS-Exchange-Inbox-Rules-Loop: a@b.example'), true],
  [{ MessageTypeMatches: 'AutoForward' }, {}, false],
  [{ MessageTypeMatches: 'Signed' }, header('Content-Type: multipart/signed; boundary=b; protocol=x'), true],
  [
    { MessageTypeMatches: 'Encrypted' },
    header('Content-Type: application/pkcs7-mime; smime-type=enveloped-data'),
    true,
  ],
  [
    { MessageTypeMatches: 'Encrypted' },
    header('Content-Type: application/pkcs7-mime; smime-type=signed-data'),
    false,
  ],
  [
    { MessageTypeMatches: 'Signed' },
    header('Content-Type: application/pkcs7-mime; smime-type=signed-data'),
    true,
  ],
  [{ MessageTypeMatches: 'Calendaring' }, attached('Content-Type: text/calendar\n\nBEGIN'), true],
  [
    { MessageTypeMatches: 'ReadReceipt' },
    attached('Content-Type: message/disposition-notification\n\nx: y'),
    true,
  ],
  // Relations.
  [{ BetweenMemberOf1: ['team'], BetweenMemberOf2: ['staff'] }, { ...inside, to: ['bob@contoso.com'] }, true],
  [
    { BetweenMemberOf1: ['team'], BetweenMemberOf2: ['staff'] },
    { ...inside, to: ['carol@contoso.com'] },
    false,
  ],
  [{ ADComparisonAttribute: 'DisplayName' }, { ...inside, to: ['alice@contoso.com'] }, true],
  [
    { ADComparisonAttribute: 'DisplayName', ADComparisonOperator: 'NotEqual' },
    { ...inside, to: ['bob@contoso.com'] },
    true,
  ],
  [{ RecipientADAttributeContainsWords: ['DisplayName:nobody,alice'] }, {}, true],
  [{ SenderADAttributeMatchesPatterns: ['DisplayName:^ali'] }, inside, true],
  [{ SenderADAttributeContainsWords: ['PhoneNumber:+49 30 1'] }, inside, true],
  [{ SenderADAttributeContainsWords: ['OtherPhoneNumber:4711'] }, inside, true],
  [{ SenderADAttributeContainsWords: ['state:berlin'] }, inside, true],
  [{ SenderADAttributeContainsWords: ['StateOrProvince:Berlin'] }, inside, true],
  [{ SenderADAttributeMatchesPatterns: ['Email:^alice@'] }, inside, true],
  [{ SenderADAttributeContainsWords: ['UserLogonName:alice@contoso.com'] }, inside, true],
  [{ RecipientADAttributeContainsWords: ['ZipCode:10115'] }, inside, false],
  [{ ADComparisonAttribute: 'State' }, { ...inside, to: ['bob@contoso.com'] }, false],
  // All conditions have to hold.
  [{ SubjectContainsWords: ['budget'], FromScope: 'InOrganization' }, {}, false],
];

describe('a transport rule is for a message', () => {
  it.each(rows)('%j, %j: %s', (conditions, sent, holds) => expect(isFor(conditions, sent)).toBe(holds));

  it.each(rows.filter(([conditions]) => Object.keys(conditions).length > 0))(
    'as exception the other way round: %j, %j: %s',
    (conditions, sent, holds) => {
      const { SenderAddressLocation, ...asked } = conditions;
      const entries = Object.entries(asked).map(([name, value]) => [`ExceptIf${name}`, value] as const);
      const location = SenderAddressLocation === undefined ? {} : { SenderAddressLocation };
      // One exception is enough, so those that had to hold together are left out.
      if (entries.length > 1 && holds === false) return;
      expect(isFor({ ...location, ...Object.fromEntries(entries) }, sent)).toBe(!holds);
    },
  );

  it.each([
    [{ State: 'Disabled' }, false],
    [{ ActivationDate: '1970-01-02T00:00:00Z' }, false],
    [{ ActivationDate: '1969-01-02T00:00:00Z' }, true],
    [{ ExpiryDate: '1970-01-01T00:00:00Z' }, false],
    [{ ExpiryDate: '1970-01-01T00:00:01Z' }, true],
  ])('only while it is on and due: %j', (parameters, holds) => expect(isFor(parameters)).toBe(holds));
});
