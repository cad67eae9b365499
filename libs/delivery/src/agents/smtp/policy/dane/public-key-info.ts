/**
 * SubjectPublicKeyInfo of a certificate, octet for octet: a key that is read and written again need not be the same
 * (RFC 6698 §2.1.2 compares what is in the certificate).
 */
export function publicKeyInfo(certificate: Buffer): Buffer {
  // RFC 5280 §4.1: Certificate ::= SEQUENCE { tbsCertificate SEQUENCE { [0] version, serialNumber, signature, issuer,
  // validity, subject, subjectPublicKeyInfo …
  const tbs = content(content(certificate));
  const [first = 0] = tbs;
  const version = 0xa0;
  let rest = first === version ? tbs.subarray(elementLength(tbs)) : tbs;
  for (const _ of ['serialNumber', 'signature', 'issuer', 'validity', 'subject']) {
    rest = rest.subarray(elementLength(rest));
  }
  return rest.subarray(0, elementLength(rest));
}

/** What is in the first element of DER (ITU-T X.690 §8.1). */
function content(element: Buffer): Buffer {
  return element.subarray(headLength(element), elementLength(element));
}

function elementLength(element: Buffer): number {
  const short = element.readUInt8(1);
  const head = headLength(element);
  return head + (head === 2 ? short : element.readUIntBE(2, head - 2));
}

/** Tag and length: the length is one octet, or says how many octets it has. */
function headLength(element: Buffer): number {
  const short = element.readUInt8(1);
  return short < 0x80 ? 2 : 2 + (short & 0x7f);
}
