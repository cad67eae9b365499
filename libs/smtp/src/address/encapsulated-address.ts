import type { Path } from './path.js';

/** An address of another mail system, as it travels in one of SMTP. */
export interface EncapsulatedAddress {
  /** In capitals: X400, FAX … */
  readonly type: string;
  readonly address: string;
}

const encapsulated = /^"?IMCEA(?<type>[A-Z][A-Z0-9.]*)-(?<address>[^"]+)"?$/i;

/**
 * Exchange's Internet Mail Connector Encapsulated Address: `IMCEAFAX-+2B49+20123@contoso.com` is FAX:+49 123. In it `_` stands
 * for a slash and `+hh` for an octet. SMTP inside SMTP is none: it would be a way around every check of the domain; nor are EX
 * and X500, addresses of Exchange's own directory, which are like any other here.
 */
export function encapsulatedAddress({ localPart }: Path): EncapsulatedAddress | undefined {
  const { type = '', address = '' } = encapsulated.exec(localPart)?.groups ?? {};
  if (type === '' || ['SMTP', 'EX', 'X500'].includes(type.toUpperCase())) return undefined;
  const octets = address
    .replaceAll('_', '/')
    .replaceAll('%', '%25')
    .replaceAll(/\+(?=[\da-f]{2})/gi, '%');
  try {
    return { type: type.toUpperCase(), address: decodeURIComponent(octets) };
  } catch {
    // Octets that are no UTF-8: nobody's address.
    return undefined;
  }
}

/** The way back: a path in that domain. */
export function encapsulate({ type, address }: EncapsulatedAddress, domain: string): Path {
  const written = address.replaceAll(/[^A-Za-z0-9=.\-/]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((octet) => `+${hex(octet)}`).join(''),
  );
  return { localPart: `IMCEA${type.toUpperCase()}-${written.replaceAll('/', '_')}`, domain };
}

function hex(octet: number): string {
  return octet.toString(16).toUpperCase().padStart(2, '0');
}
