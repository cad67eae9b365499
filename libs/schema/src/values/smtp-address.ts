import { addressKey, type Path } from '@mailyard/smtp';
import { z } from 'zod';

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const domainPattern = new RegExp(`^${label}(?:\\.${label})*$`, 'u');
/** Those of its domains that are usual, told several times as fast. */
const asciiDomainPattern = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;
/** Dot-string of RFC 5321 §4.1.2, with the letters of RFC 6531; quoted local parts are not given to mailboxes. */
const localPartPattern = /^[\p{L}\p{N}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{N}!#$%&'*+\-/=?^_`{|}~]+)*$/u;

/** A host or domain name, at most 255 octets (RFC 5321 §4.5.3.1.2). */
export function isDomainName(text: string): boolean {
  if (text.length > 255) return false;
  return asciiDomainPattern.test(text) || (Buffer.byteLength(text) <= 255 && domainPattern.test(text));
}

/** The path of an address that passed the schema. */
export function pathOf(address: string): Path {
  const at = address.lastIndexOf('@');
  return { localPart: address.slice(0, at), domain: address.slice(at + 1).toLowerCase() };
}

/** Two addresses that passed the schema are the same when their keys are; see addressKey. */
export function smtpAddressKey(address: string): string {
  return addressKey(pathOf(address));
}

export function isSmtpAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  // RFC 5321 §4.5.3.1.1: a local part has at most 64 octets.
  if (at < 1 || Buffer.byteLength(text.slice(0, at)) > 64) return false;
  return localPartPattern.test(text.slice(0, at)) && isDomainName(text.slice(at + 1));
}

export const domainName = z
  .string()
  .trim()
  .refine(isDomainName, 'must be a domain name')
  .transform((name) => name.toLowerCase());

/** An SMTP address; Exchange's type prefix (`SMTP:` primary, `smtp:` other) is taken off. */
export const smtpAddress = z
  .string()
  .trim()
  .transform((address) => address.replace(/^smtp:/i, ''))
  .refine(isSmtpAddress, 'must be an SMTP address such as alice@contoso.com');
