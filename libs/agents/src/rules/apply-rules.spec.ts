import { formatPath } from '@mailyard/smtp';

import { applyRules, RuleFailure } from './apply-rules.js';
import type { RuleMessage } from './rule-message.js';
import { message, ruledOrganization, run, type Sent } from './spec-support/ruled-organization.js';

type Parameters = Readonly<Record<string, unknown>>;

const all: Sent = { to: ['alice@contoso.com', 'bob@contoso.com', 'x@other.example'] };

/** The copies, each as its recipients and what matters. */
function copies(rules: readonly Parameters[], sent: Sent = {}) {
  return run(rules, sent).copies.map(({ recipients, added, fate, header, applied }) => ({
    to: recipients.map(({ path }) => formatPath(path)),
    added: added.map(({ path, as }) => `${as} ${formatPath(path)}`),
    fate: fate.of === 'reject' ? fate.reply.toString() : fate.of,
    subject: header.first('Subject'),
    rules: applied.map(({ rule }) => rule.Name),
  }));
}
const only = (rules: readonly Parameters[], sent: Sent = {}) => copies(rules, sent)[0];
const headerAfter = (parameters: Parameters, text?: string): string =>
  run([parameters], text === undefined ? {} : { text })
    .copies[0]?.header.toBuffer()
    .toString() ?? '';

describe('transport rules', () => {
  it('split a message where they are for some of its recipients only, and lose nobody', () => {
    expect(
      copies(
        [
          { SentTo: ['bob'], PrependSubject: 'B: ' },
          { SentToScope: 'NotIn', PrependSubject: 'OUT ' },
        ],
        all,
      ),
    ).toEqual([
      { to: ['bob@contoso.com'], added: [], fate: 'pass', subject: 'B: Budget', rules: ['Rule 0'] },
      { to: ['x@other.example'], added: [], fate: 'pass', subject: 'OUT Budget', rules: ['Rule 1'] },
      { to: ['alice@contoso.com'], added: [], fate: 'pass', subject: 'Budget', rules: [] },
    ]);
  });

  it('split a message to very many recipients soon', () => {
    const to = Array.from(
      { length: 200_000 },
      (_, at) => `u${at}@${at % 2 === 0 ? 'contoso.com' : 'x.example'}`,
    );
    const begun = process.cpuUsage();
    const { copies: made } = run([{ SentToScope: 'NotInOrganization', PrependSubject: 'x' }], { to });
    expect(made.map(({ recipients }) => recipients.length)).toEqual([100_000, 100_000]);
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(5_000);
  });

  it('do not split it for a condition on any recipient', () => {
    expect(copies([{ AnyOfRecipientAddressContainsWords: ['bob'], PrependSubject: 'x' }], all)).toHaveLength(
      1,
    );
  });

  it('are applied by priority, those without one last by name, and see what others have done', () => {
    const rules = [
      { Name: 'b', PrependSubject: 'b' },
      { Name: 'a', SubjectContainsWords: ['urgent'], PrependSubject: 'a' },
      { Name: 'z', Priority: 0, PrependSubject: 'urgent: ' },
    ];
    expect(only(rules)).toMatchObject({ subject: 'baurgent: Budget', rules: ['z', 'a', 'b'] });
  });

  it('end with StopRuleProcessing, for those it was for', () => {
    const rules = [{ SentTo: ['alice'], StopRuleProcessing: true }, { PrependSubject: 'x' }];
    expect(
      copies(rules, { to: ['alice@contoso.com', 'bob@contoso.com'] }).map(({ subject }) => subject),
    ).toEqual(['Budget', 'xBudget']);
  });

  it.each(['Audit', 'AuditAndNotify'])('in %s tell that they would have acted, and do nothing', (Mode) => {
    const [copy] = run([
      { Mode, RejectMessageReasonText: 'no', StopRuleProcessing: true },
      { PrependSubject: 'x' },
    ]).copies;
    expect(copy?.fate).toEqual({ of: 'pass' });
    expect(copy?.applied.map(({ acted }) => acted)).toEqual([false, true]);
  });

  it.each([
    [{ RejectMessageReasonText: 'Not here' }, '550 5.7.1 TRANSPORT.RULES.RejectMessage; Not here'],
    [
      { RejectMessageEnhancedStatusCode: '5.7.901' },
      '550 5.7.901 TRANSPORT.RULES.RejectMessage; Delivery not authorized, message refused',
    ],
    [{ DeleteMessage: true }, 'delete'],
    [{ RedirectMessageTo: ['carol'] }, 'redirect'],
  ])('%j: %s', (action, fate) =>
    expect(only([action, { PrependSubject: 'x' }])).toMatchObject({ fate, subject: 'Budget' }),
  );

  it('add recipients, unseen or not', () => {
    const action = { AddToRecipients: ['bob'], CopyTo: ['kate@fabrikam.com'], BlindCopyTo: ['carol'] };
    expect(only([action])?.added).toEqual([
      'To bob@contoso.com',
      'Cc kate@fabrikam.com',
      'Bcc carol@contoso.com',
    ]);
    const header = headerAfter(action);
    expect(header).toContain('To: alice@contoso.com, bob@contoso.com\r\n');
    expect(header).toContain('Cc: kate@fabrikam.com\r\n');
    expect(header).not.toContain('carol');
  });

  it.each([
    [{ SetHeaderName: 'X-Class', SetHeaderValue: 'grün' }, 'X-Class: =?UTF-8?B?Z3LDvG4=?=\r\n'],
    [{ SetHeaderName: 'subject', SetHeaderValue: 'Other' }, 'subject: Other\r\n'],
    [{ RouteMessageOutboundRequireTls: true }, 'X-MS-Exchange-Organization-Outbound-Require-Tls: true\r\n'],
    [{ SetSCL: -1 }, 'X-MS-Exchange-Organization-SCL: -1\r\n'],
    [{ PrependSubject: '[Größe] ' }, 'Subject: =?UTF-8?B?W0dyw7bDn2VdIEJ1ZGdldA==?=\r\n'],
  ])('change the header: %j', (action, field) => expect(headerAfter(action)).toContain(field));

  it('set a field that there are several of once, in the place of the first', () => {
    const header = headerAfter({ SetHeaderName: 'X-A', SetHeaderValue: 'new' }, 'X-A: 1\nX-B: 2\nx-a: 3\n\n');
    expect(header).toBe('X-A: new\r\nX-B: 2\r\n\r\n');
  });

  it('remove all fields of a name', () => {
    expect(headerAfter({ RemoveHeader: 'x-a' }, 'X-A: 1\nX-B: 2\nX-A: 3\n\n')).toBe('X-B: 2\r\n\r\n');
  });

  it('fill in what is known of the sender, as text and not as HTML', () => {
    const sent = { text: 'From: alice@contoso.com\nSubject: x\n\ny\n' };
    const [copy] = run(
      [{ ApplyHtmlDisclaimerText: '<p>%%DisplayName%% %%phonenumber%% <b>%%Department%%</b></p>' }],
      sent,
    ).copies;
    expect(copy?.disclaimers).toEqual([
      { html: '<p>alice +49 30 1 <b></b></p>', location: 'Append', fallback: 'Wrap' },
    ]);
  });

  it('write notifications and reports', () => {
    const rule = {
      GenerateNotification: '%%From%% sent <b>%%Subject%%</b>',
      GenerateIncidentReport: 'carol@contoso.com',
      IncidentReportContent: ['Sender'],
    };
    const [copy] = run([rule]).copies;
    expect(copy?.notices).toMatchObject([
      { kind: 'notification', html: 'Kate &lt;kate@fabrikam.com&gt; sent <b>Budget</b>' },
      { kind: 'incident report', to: { localPart: 'carol' } },
    ]);
  });

  it('show nobody in a notification what is the organization’s alone', () => {
    const text = 'Received: from a by b; x\nX-MS-Exchange-Organization-SCL: 1\nSubject: x\n\ny\n';
    const [copy] = run([{ GenerateNotification: '%%Headers%%' }], { text }).copies;
    expect(copy?.notices).toMatchObject([{ html: 'Subject: x<br><br>' }]);
  });

  it('that fail are passed over, or hold the message, as RuleErrorAction says', () => {
    const unreadable: RuleMessage = {
      ...message({}),
      get source(): never {
        throw new Error('unreadable');
      },
    };
    const rule = { SenderIPRanges: ['192.0.2.0/24'], PrependSubject: 'x' };
    const apply = (...rules: readonly Parameters[]) => applyRules(unreadable, ruledOrganization(...rules), 0);
    expect(() => apply({ ...rule, RuleErrorAction: 'Defer' })).toThrow(RuleFailure);
    const passed = apply(rule, { ...rule, Name: 'Later' });
    expect(passed.failures.map((failure) => failure.rule.Name)).toEqual(['Later', 'Rule 0']);
    expect(passed.copies.map(({ fate }) => fate)).toEqual([{ of: 'pass' }]);
  });
});
