export { adminPassword, adminUser } from './password/file-admin-password.js';
export {
  PasswordCheckOverload,
  PasswordVerifier,
  type PasswordVerifierOptions,
} from './password/password-verifier.js';
export { RedisSignIns, type RedisSignInsOptions } from './redis-sign-ins.js';
export { type SignInFailure, SignInJournal } from './sign-in-journal.js';
export { SignInLimits } from './limits/sign-in-limits.js';
export { type SignInCandidate, type SignInAttempt, SignInPostponed, SignIns } from './sign-ins.js';
