import { BmpString, fromBER, Integer, ObjectIdentifier, OctetString, type BaseBlock } from 'asn1js';

import { CertificateFileError } from './certificate-file-error.js';

/** Any ASN.1 value. */
export type Asn1 = BaseBlock;

export function parseDer(octets: Uint8Array): Asn1 {
  const { offset, result } = fromBER(octets);
  if (offset === -1) throw damaged();
  return result;
}

/** The values of a SEQUENCE, a SET, or within a tag. */
export function membersOf(value: Asn1 | undefined): readonly Asn1[] {
  const members: unknown = (value?.valueBlock as { readonly value?: unknown } | undefined)?.value;
  if (!Array.isArray(members)) throw damaged();
  return members as readonly Asn1[];
}

export function oidOf(value: Asn1 | undefined): string {
  if (!(value instanceof ObjectIdentifier)) throw damaged();
  return value.getValue();
}

export function numberOf(value: Asn1 | undefined): number {
  if (!(value instanceof Integer)) throw damaged();
  return value.valueBlock.valueDec;
}

/** Also of one that is in pieces, as BER allows. */
export function octetsOf(value: Asn1 | undefined): Buffer {
  if (value instanceof OctetString) return Buffer.from(value.getValue());
  const { valueHexView, value: pieces } = (value?.valueBlock ?? {}) as {
    readonly valueHexView?: Uint8Array;
    readonly value?: readonly Asn1[];
  };
  if (pieces !== undefined && pieces.length > 0) return Buffer.concat(pieces.map(octetsOf));
  // An OCTET STRING whose tag stands in its place.
  if (valueHexView !== undefined) return Buffer.from(valueHexView);
  throw damaged();
}

/** Of a BMPString. */
export function textOf(value: Asn1 | undefined): string {
  if (!(value instanceof BmpString)) throw damaged();
  return value.getValue();
}

export function derOf(value: Asn1 | undefined): Buffer {
  if (value === undefined) throw damaged();
  return Buffer.from(value.toBER());
}

function damaged(): CertificateFileError {
  return new CertificateFileError('the file is damaged, or no PKCS #12 file');
}
