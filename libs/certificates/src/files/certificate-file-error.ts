/** Why a file of certificates cannot be taken, in one line for whoever gave it. */
export class CertificateFileError extends Error {
  override readonly name = 'CertificateFileError';
}
