import { domainToASCII } from 'node:url';

import { parseDomain } from './domain.js';

/** A forward-path or a non-null reverse-path without angle brackets and source route (RFC 5321 §4.1.2). */
export interface Path {
  /** As the client wrote it, quotes included; compared without regard to case. */
  readonly localPart: string;
  /** Lower case; an address literal keeps its brackets; empty only for `<Postmaster>`. */
  readonly domain: string;
}

/** Null is `<>` (RFC 5321 §4.5.5): notifications have it and are never answered. */
export type ReversePath = Path | null;

/** `local@domain`, or the empty string for the null reverse-path. */
export function formatPath(path: ReversePath): string {
  if (path === null) return '';
  return path.domain === '' ? path.localPart : `${path.localPart}@${path.domain}`;
}

/**
 * The form in which two addresses are compared and looked up, for nothing else: without regard to case, to quoting
 * (RFC 5321 §4.1.2: `"alice"` is alice) and to the form of the domain.
 */
export function addressKey({ localPart, domain }: Path): string {
  const name = unquoted(localPart).normalize('NFC').toLowerCase();
  return domain === '' ? name : `${name}@${domainKey(domain)}`;
}

/** The form in which two domains are compared: A-labels in lower case (RFC 5890 §2.3.2.4). */
export function domainKey(domain: string): string {
  // Only what is outside ASCII: the URL standard would read digits as an address of IPv4.
  const ascii = isAsciiText(domain) ? domain : domainToASCII(domain);
  return (ascii === '' ? domain : ascii).toLowerCase();
}

export function isAsciiText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the ASCII range begins with them
  return /^[\x00-\x7f]*$/.test(text);
}

function unquoted(localPart: string): string {
  return localPart.startsWith('"') ? localPart.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : localPart;
}

/** Local part of the Microsoft Exchange recipient, from which internal DSNs come; the same in every organization. */
export const exchangeRecipient = 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e';

/** Local part, before a plus sign and a reference, of the addresses to which moderators answer. */
export const approvalAssistant = 'ApprovalAssistant';

const systemLocalParts = ['postmaster', exchangeRecipient.toLowerCase()];

/** Whether the local part is one that every domain has (RFC 5321 §4.5.1), that of the Microsoft Exchange recipient, or a moderator's answer. */
export function isSystemAddress({ localPart }: Path): boolean {
  const key = addressKey({ localPart, domain: '' });
  return systemLocalParts.includes(key) || key.startsWith(`${approvalAssistant.toLowerCase()}+`);
}

interface Limits {
  readonly localPart: number;
  readonly mailbox: number;
}

// In octets. RFC 5321 §4.5.3.1 names 64 and 254 as what must be taken at least and wants no limit at all; addresses that
// encode a bounce are longer. These are Exchange's.
const limits: Limits = { localPart: 315, mailbox: 571 };
/** For an X.400 address encapsulated in one of SMTP. */
const longLimits: Limits = { localPart: 1860, mailbox: 1860 };

// RFC 5321 §4.1.2, with UTF-8 (RFC 6531 §3.3) less what nobody can see: separators, controls, formatting.
const utf8 = String.raw`(?![\p{C}\p{Z}])[\u{80}-\u{10ffff}]`;
const atom = String.raw`(?:[\w!#$%&'*+/=?^\x60{|}~\-]|${utf8})+`;
const dotString = new RegExp(String.raw`^${atom}(?:\.${atom})*$`, 'u');
const quotedString = new RegExp(String.raw`^"(?:[ !#-\[\]-~]|${utf8}|\\[ -~])*"$`, 'u');
// RFC 5321 §4.1.1.3, appendix C: a source route is taken and ignored.
const sourceRoute = /^@[^<>"\s@:]+(?:,@[^<>"\s@:]+)*:/;

export interface PathOptions {
  /** `<>` is a path here (RFC 5321 §4.5.5). */
  readonly allowNull: boolean;
  /** Characters outside ASCII are allowed (RFC 6531). */
  readonly smtpUtf8: boolean;
  /** Domain of an address that has none; without it such an address is not well-formed. */
  readonly defaultDomain?: string | undefined;
  /** Addresses may be as long as an encapsulated X.400 address. */
  readonly longAddresses?: boolean;
}

/** Reads `<path>`. Undefined when it is not well-formed; null is the null reverse-path. */
export function parsePath(text: string, options: PathOptions): ReversePath | undefined {
  if (!text.startsWith('<') || !text.endsWith('>')) return undefined;
  const inner = text.slice(1, -1);
  if (inner === '') return options.allowNull ? null : undefined;
  // RFC 5321 §4.1.1.3: Postmaster needs no domain, as a recipient.
  if (!options.allowNull && inner.toLowerCase() === 'postmaster') return { localPart: inner, domain: '' };
  const path = parseAddress(inner.replace(sourceRoute, ''), options);
  return path !== undefined && (options.smtpUtf8 || isAscii(path)) ? path : undefined;
}

function parseAddress(text: string, { defaultDomain, longAddresses = false }: PathOptions): Path | undefined {
  const path = parseMailbox(text, { longAddresses });
  if (path !== undefined || defaultDomain === undefined) return path;
  return isLocalPart(text, limits) ? { localPart: text, domain: defaultDomain } : undefined;
}

/** Reads `local-part@domain`; undefined when it is not well-formed. */
export function parseMailbox(
  text: string,
  { longAddresses = false }: Pick<PathOptions, 'longAddresses'> = {},
): Path | undefined {
  return mailboxOf(text, longAddresses ? longLimits : limits);
}

function mailboxOf(text: string, octets: Limits): Path | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1 || Buffer.byteLength(text) > octets.mailbox) return undefined;
  const localPart = text.slice(0, at);
  const domain = parseDomain(text.slice(at + 1));
  return domain !== undefined && isLocalPart(localPart, octets) ? { localPart, domain } : undefined;
}

/** Whether the address can be used without SMTPUTF8. */
export function isAscii(path: Path): boolean {
  return isAsciiText(formatPath(path));
}

function isLocalPart(text: string, octets: Limits): boolean {
  return Buffer.byteLength(text) <= octets.localPart && (dotString.test(text) || quotedString.test(text));
}
