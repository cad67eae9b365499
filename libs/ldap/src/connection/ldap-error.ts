/** Why a directory could not be asked, or said no. */
export class LdapError extends Error {
  override readonly name = 'LdapError';
  /** Result code of RFC 4511 §4.1.9; undefined: there was no answer. */
  readonly code: number | undefined;

  constructor(message: string, more: { readonly code?: number; readonly cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.code = more.code;
  }
}

/**
 * What says that a password is not right, or that its owner may not use it: invalidCredentials, inappropriateAuthentication,
 * noSuchObject, unwillingToPerform, constraintViolation, which servers give for accounts that are locked.
 */
const refusals: readonly (number | undefined)[] = [49, 48, 32, 53, 19];

/** A bind was refused, and not because the directory was in trouble. */
export function isRefusal(error: unknown): boolean {
  return error instanceof LdapError && refusals.includes(error.code);
}
