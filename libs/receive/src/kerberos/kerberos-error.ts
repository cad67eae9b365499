/** A token that cannot be accepted, and why; the client is told no more than that authentication failed. */
export class KerberosError extends Error {
  override readonly name = 'KerberosError';
}
