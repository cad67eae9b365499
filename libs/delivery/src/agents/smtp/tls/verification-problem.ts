const texts: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed, and not among those that are trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'no trusted authority has issued it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'no trusted authority has issued it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'no trusted authority has issued it',
  CERT_SIGNATURE_FAILURE: 'its signature is not that of its authority',
  INVALID_PURPOSE: 'it is not for servers',
  CERT_CHAIN_TOO_LONG: 'its chain is too long',
  PATH_LENGTH_EXCEEDED: 'its chain is longer than an authority in it may have',
};

/** What OpenSSL has against a chain, as a sentence for people. */
export function verificationProblem(code: string): string {
  const text = texts[code];
  return text === undefined ? code : `${text} (${code})`;
}
