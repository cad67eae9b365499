import { auth } from './session/auth.js';
import { help, noop, quit, rset, vrfy } from './session/courtesy.js';
import { ehlo, helo } from './session/helo.js';
import { proxy } from './session/proxy.js';
import { proxyTo } from './session/proxy-to.js';
import { startTls } from './session/start-tls.js';
import { xclient } from './session/xclient.js';
import { bdat } from './transaction/bdat.js';
import { data } from './transaction/data.js';
import { mail } from './transaction/mail.js';
import { rcpt } from './transaction/rcpt.js';
import type { Verb } from './verb.js';

export type VerbTable = ReadonlyMap<string, Verb>;

const common: readonly (readonly [string, Verb])[] = [
  ['MAIL', mail],
  ['RCPT', rcpt],
  ['DATA', data],
  ['BDAT', bdat],
  ['RSET', rset],
  ['NOOP', noop],
  ['QUIT', quit],
  ['VRFY', vrfy],
  ['HELP', help],
  ['AUTH', auth],
  ['STARTTLS', startTls('STARTTLS')],
  ['X-ANONYMOUSTLS', startTls('X-ANONYMOUSTLS')],
  ['XCLIENT', xclient],
  ['XPROXYFROM', proxy('XPROXYFROM')],
  ['XPROXY', proxy('XPROXY')],
  ['XPROXYTO', proxyTo],
];

/** Every command that is known; whether a session may use it, the verb decides by the session's offer. */
export const verbTables: Readonly<Record<'SMTP' | 'LMTP', VerbTable>> = {
  SMTP: new Map([['HELO', helo], ['EHLO', ehlo], ...common]),
  // RFC 2033 §4.1: LHLO stands in place of both.
  LMTP: new Map([['LHLO', ehlo], ...common]),
};
