// What needs Nest; the rest of this lib does not, and commands start without it.
export { CertificatesModule } from './certificates.module.js';
