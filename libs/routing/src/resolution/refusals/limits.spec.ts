import { lines, resolved, type Recipients } from '../../spec-support/resolved-organization.js';
import { message, stranger } from '../../spec-support/routable-messages.js';

const kilobyte = 1_024;
const recipTooLarge = '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient';
const senderTooLarge = '550 5.2.3 RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender';
const tooLarge = '550 5.2.3 RESOLVER.RST.SendSizeLimit.Org; message too large for this organization';
const tooMany = '550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients';
const from = (name: string) => ({ reversePath: { localPart: name, domain: 'contoso.com' } });

const limited: Recipients = {
  mailboxes: {
    plain: {},
    roomy: { MaxReceiveSize: '40KB', MaxSendSize: '40KB', RecipientLimits: 4 },
    tight: { MaxReceiveSize: '5KB', MaxSendSize: '5KB', RecipientLimits: 1 },
  },
  contacts: { partner: { MaxReceiveSize: '40KB' } },
  groups: { team: { Members: ['plain', 'roomy', 'tight'] } },
  settings: { MaxSendSize: '20KB', MaxReceiveSize: '10KB', MaxRecipientEnvelopeLimit: 2 },
};

const sent = (size: number, more: object = {}) => ({ size: size * kilobyte, ...more });

describe('size limits by precedence', () => {
  it.each([
    ['1: the most restrictive one wins', sent(6, from('plain')), 'tight', [`tight failed: ${recipTooLarge}`]],
    [
      '3: from outside the organization’s send limit',
      sent(21, stranger),
      'roomy',
      [`roomy failed: ${tooLarge}`],
    ],
    ['3: and the recipient’s own receive limit', sent(15, stranger), 'roomy', ['DB01: roomy']],
    [
      '3: or, without one, the organization’s',
      sent(15, stranger),
      'plain',
      [`plain failed: ${recipTooLarge}`],
    ],
    [
      '3: to outside the organization’s receive limit',
      sent(11, from('roomy')),
      'x@fabrikam.example',
      [`x@fabrikam.example failed: ${recipTooLarge}`],
    ],
    [
      '3: also where the recipient is a contact',
      sent(11, from('roomy')),
      'partner',
      [`partner@fabrikam.example failed: ${recipTooLarge}`],
    ],
    [
      '3: and the sender’s own send limit',
      sent(6, from('tight')),
      'x@fabrikam.example',
      [`x@fabrikam.example failed: ${senderTooLarge}`],
    ],
    [
      '4: between users theirs take the place of the organization’s',
      sent(39, from('roomy')),
      'roomy',
      ['DB01: roomy'],
    ],
    [
      '4: whoever is not authenticated has no limit of their own',
      sent(21, { ...stranger, ...from('roomy') }),
      'roomy',
      [`roomy failed: ${tooLarge}`],
    ],
    [
      '10: a DSN is exempt',
      sent(99, { reversePath: null, source: { ...message.source, kind: 'DSN' } }),
      'tight',
      ['DB01: tight'],
    ],
    [
      '10: also one of another system, of whose refusal nobody would hear (RFC 5321 §4.5.5)',
      sent(99, { ...stranger, reversePath: null }),
      'tight',
      ['DB01: tight'],
    ],
    [
      'each member of a group has its own',
      sent(9, from('plain')),
      'team',
      ['DB01: plain roomy', 'team expanded: 2', `tight failed: ${recipTooLarge}`],
    ],
  ])('%s', (_, more, to, expected) => {
    expect(lines(resolved(limited, to, more))).toEqual(expected);
  });
});

describe('9: the limit of recipients, on the unexpanded envelope', () => {
  it.each([
    ['MaxRecipientEnvelopeLimit', stranger, 'plain roomy', ['DB01: plain roomy']],
    [
      'exceeded: nobody gets it',
      stranger,
      'plain roomy tight',
      ['plain', 'roomy', 'tight'].map((name) => `${name} failed: ${tooMany}`),
    ],
    ['RecipientLimits overrides it upwards', from('roomy'), 'plain roomy tight', ['DB01: plain roomy tight']],
    [
      'and downwards',
      from('tight'),
      'plain roomy',
      ['plain', 'roomy'].map((name) => `${name} failed: ${tooMany}`),
    ],
    ['a group counts as one', from('tight'), 'team', ['DB01: plain roomy tight', 'team expanded: 3']],
  ])('%s', (_, more, to, expected) => {
    expect(lines(resolved(limited, to, more))).toEqual(expected);
  });

  it('is counted by the first server alone', () => {
    const source = { ...message.source, headerRights: { routing: true, organization: true, forest: true } };
    expect(lines(resolved(limited, 'plain roomy tight', { source }))).toEqual(['DB01: plain roomy tight']);
  });
});
