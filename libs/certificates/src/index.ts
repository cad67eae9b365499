export { OrganizationCertificates, type CertificateOptions } from './organization-certificates.js';
export type { PublicTlsWish, ServerTls } from './public/server-tls.js';
export type { CertificateWish } from './public/certificate-choice.js';
export type { CertificateLog } from './certificate-watch.js';
export { issueAuthority, issueInternal, issuePublic, type KeyPair } from './pki/issue.js';
