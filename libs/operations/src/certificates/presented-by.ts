import type { ListedCertificate } from '@mailyard/certificates';
import type { Organization } from '@mailyard/directory';

import { certificates } from './known-certificate.js';

/** The connectors whose TlsCertificateName means this certificate and, of those that there are, no other. */
export async function presentedBy(
  { x509 }: ListedCertificate,
  others: readonly ListedCertificate[],
  { objects }: Pick<Organization, 'objects'>,
): Promise<readonly string[]> {
  const { isNamedSo } = await certificates();
  const isNamed = ({ TlsCertificateName: name }: { readonly TlsCertificateName?: string | undefined }) =>
    name !== undefined && isNamedSo(x509, name) && !others.some((other) => isNamedSo(other.x509, name));
  return [
    ...objects.ReceiveConnectors.filter(isNamed).map(({ Server, Name }) => `${Server}\\${Name}`),
    ...objects.SendConnectors.filter(isNamed).map(({ Name }) => Name),
  ];
}
