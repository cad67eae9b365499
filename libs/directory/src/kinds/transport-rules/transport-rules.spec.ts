import { problemOf } from '../../spec-support/refused-organization.js';
import { written } from '../../spec-support/example-organization.js';
import { applied, exported } from '../../spec-support/planned-organization.js';

const rule = (parameters: object) => ({
  TransportRules: [written({ Name: 'Rule', PrependSubject: 'x ', ...parameters })],
});

describe('a transport rule', () => {
  it.each([
    ['a word that is none', { SubjectContainsWords: ['  '] }, /SubjectContainsWords/],
    [
      'a pattern that is none',
      { SubjectMatchesPatterns: ['('] },
      /SubjectMatchesPatterns.*regular expression/,
    ],
    [
      'a pattern that would be too slow',
      { ExceptIfSubjectOrBodyMatchesPatterns: ['fine', '(?:x{1,100}){1,10}y'] },
      /ExceptIfSubjectOrBodyMatchesPatterns.*add 20\d\d steps, and 250 are allowed/,
    ],
    [
      'a pattern in which very much may be there or not',
      { SubjectMatchesPatterns: [`${'x?'.repeat(499)}y`] },
      /SubjectMatchesPatterns.*add 998 steps, and 250 are allowed/,
    ],
    [
      'a pattern whose repetitions stand beside a long class',
      { SubjectMatchesPatterns: [`[${'ab'.repeat(400)}]x{1,500}`] },
      /SubjectMatchesPatterns.*would be too slow/,
    ],
    [
      'such a one behind an attribute',
      { SenderADAttributeMatchesPatterns: ['Title:fine,x{1000}'] },
      /SenderADAttributeMatchesPatterns.*x\{1000\} would be too slow/,
    ],
    [
      'an attribute that no recipient has',
      { SenderADAttributeContainsWords: ['Shoe size:44'] },
      /must begin with one of/,
    ],
    ['somebody who is nobody', { From: ['nobody'] }, /From.*no recipient nobody/],
    [
      'the same as exception',
      { ExceptIfFromMemberOf: ['nobody'] },
      /ExceptIfFromMemberOf.*no recipient nobody/,
    ],
    ['somebody in place of a group', { FromMemberOf: ['alice'] }, /FromMemberOf.*alice is no group/],
    ['a group, which never sends', { From: ['team'] }, /From.*its members are FromMemberOf/],
    [
      'a group, in place of which its members are recipients',
      { ExceptIfSentTo: ['team'] },
      /ExceptIfSentTo.*SentToMemberOf/,
    ],
    [
      'a report for nobody',
      { GenerateIncidentReport: 'nobody', IncidentReportContent: ['Sender'] },
      /GenerateIncidentReport.*no recipient nobody/,
    ],
    ['a day that is none', { ExpiryDate: 'tomorrow' }, /such as 2026-12-31/],
    ['a name that is no address', { SentTo: ['nobody'] }, /SentTo.*no address/],
    ['half a pair', { HeaderContainsWords: ['x'] }, /needs HeaderContainsMessageHeader/],
    ['half a pair of exceptions', { ExceptIfBetweenMemberOf1: ['team'] }, /needs ExceptIfBetweenMemberOf2/],
    ['a header field without a value', { SetHeaderName: 'X-Test' }, /needs SetHeaderValue/],
    ['a field that holds the message together', { RemoveHeader: 'Content-Type' }, /cannot be changed/],
    ['two lines', { PrependSubject: 'x\r\nBcc: all@contoso.com' }, /PrependSubject.*one line/],
    ['a code of others', { RejectMessageEnhancedStatusCode: '5.7.2' }, /5\.7\.900/],
    [
      'a group that has to approve',
      { ModerateMessageByUser: ['team'] },
      /ModerateMessageByUser.*team is a group/,
    ],
    [
      'nobody who has to approve',
      { ModerateMessageByUser: ['nobody'] },
      /ModerateMessageByUser.*no recipient nobody/,
    ],
    [
      'what Outlook alone shows',
      { NotifySender: 'NotifyOnly' },
      /NotifySender: is not there: there are no Policy Tips/,
    ],
    [
      'an exception of that kind',
      { ExceptIfHasSenderOverride: true },
      /ExceptIfHasSenderOverride: is not there/,
    ],
    ['a quarantine', { Quarantine: true }, /Quarantine: is not there: there is no quarantine/],
    [
      'a connector that is none',
      { RouteMessageOutboundConnector: 'Nowhere' },
      /RouteMessageOutboundConnector.*no Send connector Nowhere/,
    ],
    ['no action', { PrependSubject: undefined }, /an action is needed/],
    [
      'an end before its beginning',
      { ActivationDate: '2026-12-01T00:00:00Z', ExpiryDate: '2026-11-01T00:00:00Z' },
      /must be after ActivationDate/,
    ],
  ])('is refused with %s', (_, parameters, reason) => expect(problemOf(rule(parameters))).toMatch(reason));

  it.each([
    [
      'an address of somebody else',
      { SentTo: ['kate@fabrikam.com'], RedirectMessageTo: ['alice', 'x@fabrikam.com'] },
    ],
    ['StopRuleProcessing alone', { PrependSubject: undefined, StopRuleProcessing: true }],
    ['a code alone', { RejectMessageEnhancedStatusCode: '5.7.900' }],
    ['names that rules have for properties', { SenderADAttributeContainsWords: ['PhoneNumber:4711'] }],
    ['a property to compare, in any case', { ADComparisonAttribute: 'zipcode' }],
    [
      'somebody who gets reports, by name',
      { GenerateIncidentReport: 'alice', IncidentReportContent: ['Sender'] },
    ],
    ['moderators alone', { PrependSubject: undefined, ModerateMessageByUser: ['alice', 'bob@contoso.com'] }],
    ['the manager as moderator alone', { PrependSubject: undefined, ModerateMessageByManager: true }],
    ['TLS alone', { PrependSubject: undefined, RouteMessageOutboundRequireTls: true }],
    ['a day', { ExpiryDate: '2026-12-31' }],
    ['properties', { RecipientADAttributeMatchesPatterns: ['Department:^(?:Sales|Marketing)$'] }],
  ])('is taken with %s', (_, parameters) => expect(problemOf(rule(parameters))).toBeUndefined());

  it('is written and read as the same', async () => {
    const text = `TransportRules:
  - Name: Outside
    Priority: 0
    FromScope: NotIn
    ExceptIfSenderDomainIs: [Fabrikam.com]
    AttachmentSizeOver: 10 MB
    SentTo: alice, bob
    SubjectMatchesPatterns: a{1,3}
    PrependSubject: "[EXTERNAL] "
    ActivationDate: 2026-12-01T08:00:00
`;
    const organization = await applied(text);
    const [known] = organization.objects.TransportRules;
    expect(known).toMatchObject({
      FromScope: 'NotInOrganization',
      ExceptIfSenderDomainIs: ['fabrikam.com'],
      AttachmentSizeOver: 10_485_760,
      SentTo: ['alice', 'bob'],
      SubjectMatchesPatterns: ['a{1,3}'],
      PrependSubject: '[EXTERNAL] ',
      ActivationDate: '2026-12-01T08:00:00.000Z',
      Mode: 'Enforce',
      State: 'Enabled',
    });
    const again = await applied(exported(organization));
    expect(again.objects.TransportRules).toEqual([{ ...known, Guid: expect.any(String) as string }]);
  });
});
