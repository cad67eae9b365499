import { inertSettings, type Organization, type ReceiveConnector } from '@mailyard/directory';

import { publicTls, type Certificates } from './public-tls.js';

export interface WarningBasis {
  readonly organization: Organization;
  readonly certificates: Certificates;
  /** A keytab is there. */
  readonly kerberos: boolean;
}

/** What connectors promise and this service cannot keep; it is not advertised or has no effect, and this is why. */
export function connectorWarnings(
  connectors: readonly ReceiveConnector[],
  { organization, certificates, kerberos }: WarningBasis,
): readonly string[] {
  const integrated = connectors.filter(
    ({ AuthMechanism, EnableAuthGSSAPI }) =>
      AuthMechanism.includes('Integrated') && !(kerberos && EnableAuthGSSAPI),
  );
  const reason = kerberos
    ? 'EnableAuthGSSAPI is off, and there is no NTLM'
    : 'MAILYARD_KERBEROS_KEYTAB names no keytab';
  const withoutCertificate = connectors.filter(
    (connector) =>
      connector.AuthMechanism.includes('Tls') &&
      publicTls(connector, certificates, organization) === undefined,
  );
  return [
    ...(integrated.length === 0
      ? []
      : [`Integrated is not offered, since ${reason}: ${namesOf(integrated)}`]),
    ...withoutCertificate.map(
      ({ Server, Name, TlsCertificateName }) =>
        `STARTTLS is not offered, since there is no certificate ${TlsCertificateName}: ${Server}\\${Name}`,
    ),
    ...inertWarnings(connectors),
  ];
}

/** What has been set and does nothing, in whichever service. */
export function inertWarnings(connectors: readonly ReceiveConnector[]): readonly string[] {
  return connectors.flatMap((connector) => {
    const inert = inertSettings(connector).join(', ');
    return inert === '' ? [] : [`${inert} without effect: ${namesOf([connector])}`];
  });
}

function namesOf(connectors: readonly ReceiveConnector[]): string {
  return connectors.map(({ Server, Name }) => `${Server}\\${Name}`).join(', ');
}
