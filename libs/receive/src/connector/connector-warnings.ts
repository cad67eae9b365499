import type { Organization, ReceiveConnector } from '@mailyard/directory';

import { publicTls, type Certificates } from './public-tls.js';

export interface WarningBasis {
  readonly organization: Organization;
  readonly certificates: Certificates;
}

/** What connectors promise and this service cannot keep; it is not advertised, and this is why. */
export function connectorWarnings(
  connectors: readonly ReceiveConnector[],
  { organization, certificates }: WarningBasis,
): readonly string[] {
  const integrated = connectors.filter(({ AuthMechanism }) => AuthMechanism.includes('Integrated'));
  const withoutCertificate = connectors.filter(
    (connector) =>
      connector.AuthMechanism.includes('Tls') &&
      publicTls(connector, certificates, organization) === undefined,
  );
  return [
    ...(integrated.length === 0
      ? []
      : [`Integrated is not offered, since there is no Kerberos keytab: ${namesOf(integrated)}`]),
    ...withoutCertificate.map(
      ({ Server, Name, TlsCertificateName }) =>
        `STARTTLS is not offered, since there is no certificate ${TlsCertificateName}: ${Server}\\${Name}`,
    ),
  ];
}

function namesOf(connectors: readonly ReceiveConnector[]): string {
  return connectors.map(({ Server, Name }) => `${Server}\\${Name}`).join(', ');
}
