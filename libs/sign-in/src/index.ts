export { adminPassword, adminUser } from './password/file-admin-password.js';
export {
  PasswordCheckOverload,
  PasswordVerifier,
  type PasswordVerifierOptions,
} from './password/password-verifier.js';
export { LastSignIns } from './redis-last-sign-ins.js';
export { RedisSignIns, type RedisSignInsOptions } from './redis-sign-ins.js';
export { type SignInFailure, SignInJournal } from './sign-in-journal.js';
export { SignInLimits } from './limits/sign-in-limits.js';
export {
  candidateOf,
  type SignInCandidate,
  type SignInAttempt,
  SignInPostponed,
  SignIns,
} from './sign-ins.js';
export {
  type Administrator,
  type LinkedAccount,
  isBuiltIn,
  organizationManagement,
  withoutSessions,
} from './administrators/accounts/administrator.js';
export { isAccountName } from './administrators/accounts/account-name.js';
export type { ForeignIdentity } from './administrators/linked/linked-accounts.js';
export { Administrators } from './administrators/accounts/redis-administrators.js';
export type { NameAndPassword } from './administrators/administrator-candidates.js';
export {
  AdministratorSignIn,
  isSessionOf,
  type OpenedSignIn,
  type SignedInAdministrator,
  type SignInClient,
} from './administrators/administrator-sign-in.js';
export {
  newRecoveryCodes,
  newTotpKey,
  recoveryCodeHash,
  type SecondFactor,
  takenCode,
  totpKeyPlace,
} from './administrators/second-factor/second-factor.js';
export { base32, keyUri } from './administrators/second-factor/totp.js';
export {
  type AdministratorSession,
  csrfTokenOf,
  isCsrfToken,
  sessionIdleMs,
  sessionMaxMs,
} from './administrators/sessions/administrator-session.js';
export { AdministratorSessions } from './administrators/sessions/redis-administrator-sessions.js';
export { type ApiToken, isExpired } from './administrators/tokens/api-token.js';
export { applicationName, type SendScope } from './administrators/tokens/send-scope.js';
export { ApplicationSignIn } from './administrators/application-sign-in.js';
export { ApiTokens, type UsedToken } from './administrators/tokens/redis-api-tokens.js';
