export {
  OrganizationCertificates,
  type CertificateOptions,
  type ServerTls,
} from './organization-certificates.js';
export { CertificatesModule } from './certificates.module.js';
