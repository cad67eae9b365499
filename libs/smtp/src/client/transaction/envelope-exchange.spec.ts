import type { Envelope } from '../../commands/envelope.js';
import { mailCommand, rcptCommand, unsupported } from './envelope-exchange.js';

const extensions = (...keywords: string[]): ReadonlyMap<string, string> =>
  new Map(keywords.map((keyword) => [keyword, '']));
const all = extensions('SIZE', '8BITMIME', 'BINARYMIME', 'SMTPUTF8', 'DSN');

const envelope: Envelope = {
  reversePath: { localPart: '"a b"', domain: 'example.com' },
  recipients: [],
  body: '8BITMIME',
  smtpUtf8: false,
  declaredBytes: 1234,
  ret: 'HDRS',
  envid: 'id=1+2',
};
const recipient = {
  path: { localPart: 'bob', domain: 'contoso.com' },
  notify: ['SUCCESS', 'FAILURE'],
  orcpt: 'rfc822;b+b@example.com',
} as const;

describe('MAIL and RCPT with what the peer advertises (RFC 5321 §4.1.1.11)', () => {
  it.each([
    [all, 'MAIL FROM:<"a b"@example.com> SIZE=1234 BODY=8BITMIME RET=HDRS ENVID=id+3D1+2B2'],
    [extensions('SIZE'), 'MAIL FROM:<"a b"@example.com> SIZE=1234'],
    [extensions(), 'MAIL FROM:<"a b"@example.com>'],
  ])('%#: MAIL', (offered, expected) => {
    expect(mailCommand(envelope, offered)).toBe(expected);
  });

  it('MAIL of a notification has the null reverse-path (RFC 5321 §4.5.5)', () => {
    const notification: Envelope = { reversePath: null, recipients: [], body: '7BIT', smtpUtf8: false };
    expect(mailCommand(notification, all)).toBe('MAIL FROM:<>');
  });

  it('MAIL for SMTPUTF8 and BINARYMIME says so', () => {
    const international: Envelope = {
      reversePath: { localPart: 'jörg', domain: 'example.com' },
      recipients: [],
      body: 'BINARYMIME',
      smtpUtf8: true,
    };
    expect(mailCommand(international, all)).toBe('MAIL FROM:<jörg@example.com> BODY=BINARYMIME SMTPUTF8');
  });

  it('RCPT carries DSN parameters as xtext (RFC 3461 §4)', () => {
    expect(rcptCommand(recipient, all)).toBe(
      'RCPT TO:<bob@contoso.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b+2Bb@example.com',
    );
    expect(rcptCommand(recipient, extensions())).toBe('RCPT TO:<bob@contoso.com>');
    const utf8 = { ...recipient, orcpt: 'utf-8;jörg+x@example.com' };
    expect(rcptCommand(utf8, all)).toContain(' ORCPT=utf-8;j\\x{F6}rg\\x{2B}x@example.com'); // RFC 6533 §3
    expect(rcptCommand({ path: { localPart: 'Postmaster', domain: '' } }, all)).toBe('RCPT TO:<Postmaster>');
  });

  it('RCPT names the alternate recipient to a peer that knows XORAR', () => {
    const path = { localPart: 'x', domain: 'contoso.com' };
    const orar = { localPart: 'b+b', domain: 'example.com' };
    expect(rcptCommand({ path, orar }, extensions('XORAR'))).toBe(
      'RCPT TO:<x@contoso.com> ORAR=rfc822;b+2Bb@example.com',
    );
    expect(rcptCommand({ path, orar }, extensions('DSN'))).toBe('RCPT TO:<x@contoso.com>');
  });

  it('is refused where a missing extension would change the message (RFC 6531 §3.5, RFC 3030 §3, RFC 8689 §4.2.1)', () => {
    expect(unsupported({ ...envelope, smtpUtf8: true }, extensions())?.code).toBe(550);
    expect(unsupported({ ...envelope, body: 'BINARYMIME' }, extensions())?.code).toBe(554);
    expect(unsupported({ ...envelope, requireTls: true }, extensions())?.status).toBe('5.7.30');
    expect(unsupported(envelope, extensions())).toBeUndefined();
  });
});
