import { HeaderBlock } from '../header/header-block.js';
import { automaticMail } from './automatic-mail.js';
import {
  expansionFields,
  forwardingFields,
  messageHistory,
  outboundConnectorField,
  outboundRequireTlsField,
  resolvedFields,
} from './message-history.js';

const header = (...lines: readonly string[]) =>
  HeaderBlock.parse(Buffer.from(lines.map((line) => `${line}\r\n`).join('')));
const sender = { localPart: 'alice', domain: 'contoso.com' };
const status = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b';

describe('automatic mail is known by its marks (RFC 3834 §5)', () => {
  it.each([
    ['of a person', ['Subject: Hello'], undefined],
    ['that says so', ['Auto-Submitted: no'], undefined],
    ['of a program that answers nobody', ['Auto-Submitted: auto-generated'], undefined],
    ['a reply', ['Auto-Submitted: auto-replied'], 'AutoReply'],
    ['a reply, whatever the case', ['auto-submitted: Auto-Replied; x=y'], 'AutoReply'],
    ['of an absence', ['Auto-Submitted: auto-replied (vacation)'], 'LegacyOof'],
    ['of an absence, for outside', ['Auto-Submitted: auto-replied (vacation; external)'], 'ExternalOof'],
    ['of an absence, for inside', ['Auto-Submitted: auto-replied (vacation; internal)'], 'InternalOof'],
    ['older marks', ['Precedence: auto_reply'], 'AutoReply'],
    ['a list', ['Precedence: bulk'], undefined],
    ['an older mark', ['X-Autoreply: yes'], 'AutoReply'],
    ['RFC 2156', ['Autoforwarded: true'], 'AutoForward'],
    ['not forwarded', ['Autoforwarded: false'], undefined],
    ['of a rule of a mailbox', ['X-MS-Exchange-Inbox-Rules-Loop: bob@contoso.com'], 'AutoForward'],
    [
      'to whoever called a meeting',
      ['Auto-Submitted: auto-generated', 'Subject: Meeting Forward Notification: Lunch'],
      'MeetingForwardNotification',
    ],
  ])('%s', (_, lines, expected) => {
    expect(automaticMail(header(...lines), sender)).toBe(expected);
  });

  it.each([
    [
      'no mark: it may tell of a failure as it was done before RFC 3464',
      ['Subject: Returned mail'],
      undefined,
    ],
    ['a reply by its mark', ['Auto-Submitted: auto-replied'], 'AutoReply'],
    ['a program that answers nobody', ['Auto-Submitted: auto-generated'], undefined],
    ['a delivery status', [status, 'Subject: whatever'], 'NonDeliveryReport'],
    ['a delivery status of success', [status, 'Subject: Relayed: Hello'], 'DeliveryReport'],
    [
      'Exchange’s mark of a failure',
      [status, 'Subject: Delivered: late', 'X-MS-Exchange-Message-Is-Ndr:'],
      'NonDeliveryReport',
    ],
    [
      'a read report',
      ['Content-Type: multipart/report; report-type="disposition-notification"'],
      'ReadReport',
    ],
  ])('with the null reverse-path: %s', (_, lines, expected) => {
    expect(automaticMail(header(...lines), null)).toBe(expected);
  });
});

describe('what a message has been through', () => {
  it('nothing, for almost every one', () => {
    expect(
      messageHistory(
        header(
          'Subject: Hello',
          'X-MS-Exchange-Organization-SCL: -1',
          // As long as names that do tell something.
          'X-MS-Exchange-Organization-OriginalArrivalTime: 1 Jan 2026 00:00:00.000 (UTC)',
          'X-MS-Exchange-Organization-OriginalClientIPAddress: 192.0.2.1',
        ),
        sender,
      ),
    ).toBeUndefined();
  });

  it('comes back as it was written', () => {
    const guids = ['2f0c8d4e-0000-4000-8000-000000000001', '2f0c8d4e-0000-4000-8000-000000000002'];
    const fields = `${forwardingFields({ localPart: 'Bob', domain: 'contoso.com' }, new Date(0))}${resolvedFields}${expansionFields(guids)}${outboundRequireTlsField.raw.toString()}${outboundConnectorField('c1').raw.toString()}`;
    expect(messageHistory(HeaderBlock.parse(Buffer.from(fields)), sender)).toEqual({
      forwardedBy: ['bob@contoso.com'],
      resolved: true,
      expandedGroups: guids,
      requiresTls: true,
      outboundConnector: 'c1',
    });
  });

  it('an address beyond ASCII demands SMTPUTF8 of nobody', () => {
    const fields = forwardingFields({ localPart: 'jürgen', domain: 'contoso.com' }, new Date(0));
    expect(fields).toBe('X-MS-Exchange-ForwardingLoop: j%c3%bcrgen@contoso.com\r\n');
  });
});
