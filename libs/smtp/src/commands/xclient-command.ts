import { isHelloName } from '../address/domain.js';
import { canonicalAddress, portNumber } from '../address/endpoint.js';
import { decodeXtext } from './xtext.js';

/**
 * What a trusted peer says of its client with XCLIENT (Postfix's XCLIENT_README). Null: it does not know. NAME, the
 * client's name in DNS, and PROTO are understood, but nothing here depends on them.
 */
export interface XclientAttributes {
  readonly NAME?: string | null;
  readonly ADDR?: string | null;
  readonly PORT?: number | null;
  readonly PROTO?: 'SMTP' | 'ESMTP' | null;
  readonly HELO?: string | null;
  readonly LOGIN?: string | null;
  readonly DESTADDR?: string | null;
  readonly DESTPORT?: number | null;
}

type Reader = (value: string) => string | number | undefined;

const readers: Readonly<Record<keyof XclientAttributes, Reader>> = {
  NAME: hostName,
  ADDR: address,
  PORT: portNumber,
  PROTO: (value) => /^E?SMTP$/i.exec(value)?.[0].toUpperCase(),
  HELO: hostName,
  LOGIN: (value) => (value === '' ? undefined : value),
  DESTADDR: address,
  DESTPORT: portNumber,
};

/** In the order in which EHLO lists them. */
export const xclientAttributeNames = Object.keys(readers) as readonly (keyof XclientAttributes)[];

/** Undefined when the argument of the command is malformed. */
export function parseXclient(argument: string): XclientAttributes | undefined {
  const attributes: Partial<Record<keyof XclientAttributes, string | number | null>> = {};
  for (const part of argument.split(/ +/)) {
    const [, name, text] = /^([A-Z]+)=(.+)$/i.exec(part) ?? [];
    const known = xclientAttributeNames.find((candidate) => candidate === name?.toUpperCase());
    const value = text === undefined ? undefined : decodeXtext(text);
    // Which of two would be meant?
    if (known === undefined || value === undefined || Object.hasOwn(attributes, known)) return undefined;
    const read = isUnavailable(value) ? null : readers[known](value);
    if (read === undefined) return undefined;
    attributes[known] = read;
  }
  return attributes as XclientAttributes;
}

function isUnavailable(value: string): boolean {
  return /^\[(?:UNAVAILABLE|TEMPUNAVAIL)\]$/i.test(value);
}

function hostName(value: string): string | undefined {
  return value.length <= 255 && isHelloName(value) ? value : undefined;
}

function address(value: string): string | undefined {
  return canonicalAddress(value.replace(/^IPV6:(?=.*:)/i, ''));
}
