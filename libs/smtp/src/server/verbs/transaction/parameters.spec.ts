import type { Offer } from '../../session-handler.js';
import { everything } from '../../spec-support/recording-handler.js';
import { parsePathArguments } from '../arguments.js';
import { parseMailParameters } from './mail.js';
import { parseRcptParameters } from './rcpt.js';

const offered: Offer = {
  ...everything,
  size: { limitBytes: 1000, advertise: 'value' },
  angleBracketsRequired: false,
};
const nothing: Offer = {
  ...offered,
  size: { limitBytes: 0, advertise: 'no' },
  dsn: false,
  eightBitMime: false,
  binaryMime: false,
  chunking: false,
  smtpUtf8: false,
  auth: [],
};

const words = (text: string) =>
  parsePathArguments('TO', `TO:<a@b> ${text}`, offered)?.parameters ?? new Map();
const mail = (text: string, offer = offered) => parseMailParameters(words(text), offer);
const rcpt = (text: string, offer = offered) => parseRcptParameters(words(text), offer);

describe('parameters of MAIL', () => {
  it.each([
    ['', {}],
    ['SIZE=0', { declaredBytes: 0 }],
    ['SIZE=9007199254740991', { declaredBytes: 9_007_199_254_740_991 }],
    ['BODY=7BIT', { body: '7BIT' }],
    ['body=8bitmime', { body: '8BITMIME' }],
    ['BODY=BINARYMIME', { body: 'BINARYMIME' }],
    ['SMTPUTF8', { smtpUtf8: true }],
    ['REQUIRETLS', { requireTls: true }],
    ['RET=full', { ret: 'FULL' }],
    ['RET=HDRS ENVID=QQ314159', { ret: 'HDRS', envid: 'QQ314159' }],
    ['ENVID=a+3Db+2Bc', { envid: 'a=b+c' }],
    ['AUTH=<>', {}],
    ['AUTH=e+3Dmc2@example.com', {}],
  ])('%s', (text, expected) => {
    expect(mail(text)).toEqual({ body: '7BIT', smtpUtf8: false, ...expected });
  });

  it.each(['9007199254740992', '9007199254740993', '99999999999999999999'])(
    'SIZE=%s is more than can be counted, whatever the limit (RFC 1870 §6.1)',
    (size) => {
      const unlimited = { ...offered, size: { limitBytes: 0, advertise: 'value' } } as const;
      expect(() => mail(`SIZE=${size}`, unlimited)).toThrow(/^552 5\.3\.4/);
    },
  );

  it.each([
    'SIZE',
    'SIZE=x',
    'SIZE=-1',
    'SIZE=123456789012345678901',
    'BODY',
    'BODY=9BIT',
    'SMTPUTF8=1',
    'REQUIRETLS=1',
    'RET=ALL',
    'RET',
    'ENVID',
    'ENVID=a+zz',
    'ENVID=a+0D+0Ab',
    `ENVID=${'x'.repeat(101)}`,
    'AUTH',
  ])('refuses %s with 501', (text) => {
    expect(() => mail(text)).toThrow(/^501 5\.5\.4/);
  });

  it.each(['FOO', 'NOTIFY=NEVER', 'XOORG=a', 'CONSTRUCTOR', 'TOSTRING=1'])('does not know %s', (text) => {
    expect(() => mail(text)).toThrow(/^555 5\.5\.4/);
  });

  it.each([
    'SIZE=1',
    'BODY=7BIT',
    'BODY=8BITMIME',
    'BODY=BINARYMIME',
    'SMTPUTF8',
    'RET=FULL',
    'ENVID=1',
    'AUTH=<>',
  ])('does not accept %s when it is not offered', (text) => {
    expect(() => mail(text, nothing)).toThrow(/^555 5\.5\.4/);
  });

  it('offers BINARYMIME only with CHUNKING (RFC 3030 §3)', () => {
    expect(() => mail('BODY=BINARYMIME', { ...offered, chunking: false })).toThrow(/^555/);
    expect(() => mail('BODY=8BITMIME', { ...offered, eightBitMime: false })).toThrow(/^555/);
  });
});

describe('parameters of RCPT (RFC 3461 §4.1, §4.2)', () => {
  it.each([
    ['', {}],
    ['NOTIFY=NEVER', { notify: ['NEVER'] }],
    ['notify=success,FAILURE,delay', { notify: ['SUCCESS', 'FAILURE', 'DELAY'] }],
    ['ORCPT=rfc822;Bob+2Bx@example.com', { orcpt: 'rfc822;Bob+x@example.com' }],
    ['ORCPT=UTF-8;jörg@example.com', { orcpt: 'utf-8;jörg@example.com' }],
    ['ORCPT=utf-8;j\\x{F6}rg\\x{2B}x@example.com', { orcpt: 'utf-8;jörg+x@example.com' }],
  ])('%s', (text, expected) => {
    expect(rcpt(text)).toEqual(expected);
  });

  it('ORAR names an alternate recipient', () => {
    const offer = { ...offered, orar: true };
    const orar = { localPart: 'b+x', domain: 'example.com' };
    expect(rcpt('ORAR=RFC822;b+2Bx@Example.com', offer)).toEqual({ orar });
    expect(rcpt('ORAR=rfc822;b+2Bx@example.com', { ...offer, dsn: false })).toEqual({ orar });
    expect(() => rcpt('ORAR=rfc822;b@example.com')).toThrow(/^555 5\.5\.4/);
    const long = `ORAR=rfc822;IMCEAX400-${'l'.repeat(1000)}@example.com`;
    expect(() => rcpt(long, offer)).toThrow(/^501 5\.5\.4/);
    expect(rcpt(long, { ...offer, longAddresses: true })).toHaveProperty('orar');
  });

  it.each([
    'ORAR',
    'ORAR=b@example.com',
    'ORAR=rfc822;b',
    'ORAR=x400;b@example.com',
    'ORAR=rfc822;j+C3+B6@x.example',
  ])('refuses %s with 501', (text) =>
    expect(() => rcpt(text, { ...offered, orar: true })).toThrow(/^501 5\.5\.4/),
  );

  it.each([
    'NOTIFY',
    'NOTIFY=',
    'NOTIFY=NEVER,SUCCESS',
    'NOTIFY=SUCCESS,SUCCESS',
    'NOTIFY=ALWAYS',
    'NOTIFY=SUCCESS,',
    'ORCPT',
    'ORCPT=rfc822',
    'ORCPT=;a@b',
    'ORCPT=rfc822;',
    'ORCPT=rfc822;a+0Ab',
    'ORCPT=rfc822;jörg@example.com',
    `ORCPT=rfc822;${'x'.repeat(500)}`,
  ])('refuses %s with 501', (text) => {
    expect(() => rcpt(text)).toThrow(/^501 5\.5\.4/);
  });

  it('does not accept them when DSN is not offered, nor others', () => {
    expect(() => rcpt('NOTIFY=NEVER', nothing)).toThrow(/^555/);
    expect(() => rcpt('SIZE=1')).toThrow(/^555/);
  });
});
