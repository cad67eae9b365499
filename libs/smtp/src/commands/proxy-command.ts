import { isIP } from 'node:net';

import { portNumber } from '../address/endpoint.js';
import { decodeXtext, encodeXtext } from './xtext.js';

/** How the first server saw the sender; becomes X-MS-Exchange-Organization-AuthAs. */
export type AuthAs = 'Anonymous' | 'Internal' | 'Partner';

/**
 * The original client of a transaction that Front End hands over, and what it was allowed:
 * XPROXYFROM for clients of 25 → 2525, XPROXY for logged-in clients → 465.
 */
export interface ProxyFrom {
  readonly verb: 'XPROXYFROM' | 'XPROXY';
  readonly sid: string;
  readonly ip: string;
  readonly port: number;
  /** HELO or EHLO argument of the client. */
  readonly domain: string;
  /** GUID of the Receive connector that took the client in. */
  readonly connector: string;
  /** Bit set of extended rights; see libs/receive. */
  readonly perms: number;
  readonly authAs: AuthAs;
  readonly login?: string;
  /** The domain of a partner (mutual TLS). */
  readonly authDomain?: string;
  /** How the client’s connection was protected, for the Received field: `TLS1_3:TLS_AES_256_GCM_SHA384`. */
  readonly tls?: string;
  /** Of the transaction that follows. `86400;outbox:…` on the wire. */
  readonly once?: Once;
  /** GUID that the message of the transaction that follows gets, for whoever has to name it before it is accepted. */
  readonly messageGuid?: string;
  /** Trace id of the order that this transaction belongs to (W3C Trace Context §3.2.2.3). */
  readonly traceId?: string;
}

/** A name under which a message is accepted once: whoever sends it again, not knowing whether it was, gets the first answer. */
export interface Once {
  /** At most 255 characters; what is named so and by whom is told by its beginning, `outbox:…`. */
  readonly name: string;
  /** How long the name is remembered. */
  readonly forSeconds: number;
}

/** A hub asks Front End on 717 to connect it to a next hop. */
export interface ProxyTo {
  readonly verb: 'XPROXYTO';
  readonly sid: string;
  readonly connector: string;
  readonly domain: string;
  readonly hosts: readonly string[];
}

export type ProxyCommand = ProxyFrom | ProxyTo;

const verbs = ['XPROXYFROM', 'XPROXY', 'XPROXYTO'] as const;
const authAsValues: readonly AuthAs[] = ['Anonymous', 'Internal', 'Partner'];

/** The command line without CRLF; every value is xtext (RFC 3461 §4). */
export function formatProxyCommand(command: ProxyCommand): string {
  return command.verb === 'XPROXYTO' ? formatProxyTo(command) : formatProxyFrom(command);
}

function formatProxyTo({ sid, connector, domain, hosts }: ProxyTo): string {
  return `XPROXYTO${field('SID', sid)}${field('CONNECTOR', connector)}${field('DOMAIN', domain)}${field('HOSTS', hosts.join(','))}`;
}

function formatProxyFrom(command: ProxyFrom): string {
  const { verb, sid, ip, port, domain, connector, perms, authAs, login, authDomain, tls } = command;
  const client = `${field('SID', sid)}${field('IP', ip)} PORT=${port}${field('DOMAIN', domain)}`;
  const allowed = `${field('CONNECTOR', connector)} PERMS=${perms.toString(16)} AUTHAS=${authAs}`;
  const proved = `${field('LOGIN', login)}${field('AUTHDOMAIN', authDomain)}${field('TLS', tls)}`;
  return `${verb}${client}${allowed}${proved}${ofMessage(command)}`;
}

function ofMessage({ once, messageGuid, traceId }: ProxyFrom): string {
  const onlyOnce = field('ONCE', once && `${once.forSeconds};${once.name}`);
  return `${onlyOnce}${field('GUID', messageGuid)}${field('TRACE', traceId)}`;
}

/** With a space before it, or nothing at all. */
function field(key: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${key}=${encodeXtext(value)}`;
}

/** Undefined when the line is not a well-formed proxy command. */
export function parseProxyCommand(line: string): ProxyCommand | undefined {
  const [verb, ...parts] = line.split(' ');
  const fields = new Map<string, string>();
  for (const part of parts) {
    const equals = part.indexOf('=');
    const value = equals < 1 ? undefined : decodeXtext(part.slice(equals + 1));
    const key = part.slice(0, equals).toUpperCase();
    // Which of two would be meant?
    if (value === undefined || fields.has(key)) return undefined;
    fields.set(key, value);
  }
  const known = verbs.find((candidate) => candidate === verb?.toUpperCase());
  if (known === undefined) return undefined;
  return known === 'XPROXYTO' ? proxyTo(fields) : proxyFrom(known, fields);
}

function proxyTo(fields: ReadonlyMap<string, string>): ProxyTo | undefined {
  const [sid, connector, domain, hosts] = ['SID', 'CONNECTOR', 'DOMAIN', 'HOSTS'].map((key) =>
    fields.get(key),
  );
  if (!sid || connector === undefined || !domain || !hosts) return undefined;
  return { verb: 'XPROXYTO', sid, connector, domain, hosts: hosts.split(',') };
}

function proxyFrom(verb: ProxyFrom['verb'], fields: ReadonlyMap<string, string>): ProxyFrom | undefined {
  const [sid, ip, domain, connector] = ['SID', 'IP', 'DOMAIN', 'CONNECTOR'].map((key) => fields.get(key));
  const port = portNumber(fields.get('PORT'));
  const perms = rightsNumber(fields.get('PERMS'));
  const authAs = authAsOf(verb, fields.get('AUTHAS'));
  const more = optional(fields);
  if (!sid || !isAddress(ip) || domain === undefined || !connector) return undefined;
  if (port === undefined || perms === undefined || !authAs || !more) return undefined;
  return { verb, sid, ip, port, domain, connector, perms, authAs, ...more };
}

type Optional = Pick<ProxyFrom, 'login' | 'tls' | 'authDomain'> & OfMessage;
type OfMessage = Pick<ProxyFrom, 'once' | 'messageGuid' | 'traceId'>;

/** Undefined: malformed. */
function optional(fields: ReadonlyMap<string, string>): Optional | undefined {
  const message = messageIn(fields);
  if (message === undefined) return undefined;
  const [login, tls, authDomain] = ['LOGIN', 'TLS', 'AUTHDOMAIN'].map((key) => fields.get(key));
  return {
    ...(login === undefined ? {} : { login }),
    ...(tls === undefined ? {} : { tls }),
    ...(authDomain === undefined ? {} : { authDomain }),
    ...message,
  };
}

/** Undefined: malformed. */
function messageIn(fields: ReadonlyMap<string, string>): OfMessage | undefined {
  const [text, messageGuid, traceId] = ['ONCE', 'GUID', 'TRACE'].map((key) => fields.get(key));
  const once = text === undefined ? undefined : onceOf(text);
  if (text !== undefined && once === undefined) return undefined;
  if (![messageGuid ?? noGuid, traceId ?? noTrace].every((id) => idPattern.test(id))) return undefined;
  return {
    ...(once && { once }),
    ...(messageGuid !== undefined && { messageGuid }),
    ...(traceId !== undefined && { traceId }),
  };
}

const noGuid = '00000000-0000-0000-0000-000000000000';
const noTrace = '0'.repeat(32);
/** A GUID, or a trace id. */
const idPattern = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{32})$/;

function onceOf(text: string): Once | undefined {
  const [, seconds, name] = /^([1-9]\d{0,6});(.{1,255})$/u.exec(text) ?? [];
  return name === undefined ? undefined : { name, forSeconds: Number(seconds) };
}

/** Rights are the bits of a number on which bit operations work: beyond 31 of them they would be other rights. */
function rightsNumber(text = ''): number | undefined {
  const rights = /^[\da-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : Infinity;
  return rights < 2 ** 31 ? rights : undefined;
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && isIP(text) !== 0;
}

function authAsOf(verb: ProxyFrom['verb'], text: string | undefined): AuthAs | undefined {
  if (text === undefined) return verb === 'XPROXY' ? 'Internal' : 'Anonymous';
  return authAsValues.find((value) => value === text);
}
