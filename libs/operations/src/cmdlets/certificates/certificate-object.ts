import type { z } from 'zod';

import type { exchangeCertificate } from '../../certificates/certificate-schema.js';
import type { OutputObject } from '../cmdlet.js';
import { flagsValue, timeValue } from '../values/rich-value.js';

/** In the order in which Exchange lists a certificate. */
export function certificateObject(view: z.output<typeof exchangeCertificate>): OutputObject {
  const { services } = view;
  return {
    CertificateDomains: view.certificateDomains,
    CertificateRequest: view.certificateRequest ?? null,
    FriendlyName: view.friendlyName,
    HasPrivateKey: view.hasPrivateKey,
    IsSelfSigned: view.isSelfSigned,
    IsDefault: view.isDefault,
    Issuer: view.issuer,
    NotAfter: timeValue(view.notAfter),
    NotBefore: timeValue(view.notBefore),
    PrivateKeyExportable: view.privateKeyExportable,
    PublicKeySize: view.publicKeySize,
    RootCAType: view.rootCAType,
    SerialNumber: view.serialNumber,
    Services: flagsValue(services.length === 0 ? ['None'] : services.toSorted()),
    Status: view.status,
    Subject: view.subject,
    Thumbprint: view.thumbprint,
    Identity: view.thumbprint,
  };
}
