export { OrganizationCertificates, type CertificateOptions } from './organization-certificates.js';
export type { PublicTlsWish, ServerTls } from './public/server-tls.js';
export type { CertificateWish } from './public/certificate-choice.js';
export type { CertificateLog } from './certificate-watch.js';
export { authoritySigner, readPki } from './pki/file-pki.js';
export { issueAuthority, issueInternal, issuePublic, type KeyPair } from './pki/issue.js';
export {
  CertificateStore,
  ownName,
  type ListedCertificate,
  type StoreContents,
} from './store/file-certificate-store.js';
export type { PendingRequest } from './store/file-certificate-requests.js';
export { certificateView, requestView, type CertificateView } from './store/certificate-view.js';
export {
  certificateServices,
  type CertificateService,
  type CertificateSettings,
} from './store/certificate-settings.js';
export { commonNames, parseDistinguishedName } from './store/distinguished-name.js';
export { CertificateFileError } from './files/certificate-file-error.js';
export { readCertificateFile, type CertificateFile } from './files/certificate-file.js';
export { writePfx } from './files/write-pfx.js';
export {
  issueSelfSigned,
  keyAlgorithms,
  requestCertificate,
  type NamedCertificate,
} from './pki/issue-named.js';
export { checkUsable, derOfPem, pemBlocks, thumbprintOfPem } from './files/pem.js';
export { chooseCertificate, isNamedSo } from './public/certificate-choice.js';
export { TrustedAuthorities } from './public/trusted-authorities.js';
