import type { ListedCertificate } from '@mailyard/certificates';

import { ConfirmationRequired } from '../objects/dangers/dangers.js';

interface Asked {
  readonly service: readonly string[];
  /** What was said: replace it, leave it, or nothing. */
  readonly replaceDefault: boolean | undefined;
  readonly certificates: readonly ListedCertificate[];
  readonly by: string;
  /** Nobody is asked then. */
  readonly validateOnly: boolean;
}

/**
 * Whether a certificate that is enabled for SMTP becomes the one that is shown where none bears the name. As in Exchange
 * somebody has to say so, and No goes on without it.
 */
export function becomesDefault({ service, replaceDefault, certificates, by, validateOnly }: Asked): boolean {
  const current = certificates.find(({ isDefault }) => isDefault);
  if (!service.includes('SMTP') || current?.thumbprint === by) return false;
  if (replaceDefault !== undefined || current === undefined) return replaceDefault ?? true;
  if (validateOnly) return false;
  const { thumbprint, x509 } = current;
  throw new ConfirmationRequired(
    [
      `Overwrite the existing default SMTP certificate? Current certificate: ${thumbprint} (expires ${x509.validToDate.toISOString()}). Replace it with certificate: ${by}`,
    ],
    { isDeclinable: true },
  );
}
