import type { Organization, ReceiveConnector } from '@mailyard/directory';

import { integratedObstacle } from '../offer/integrated.js';
import { parameterWarnings } from './parameter-warnings.js';
import { publicTls, type Certificates } from '../offer/public-tls.js';

export interface WarningBasis {
  readonly organization: Organization;
  readonly certificates: Certificates;
  /** A keytab is there. */
  readonly kerberos: boolean;
}

/** What connectors promise and this service cannot keep; it is not advertised or has no effect, and this is why. */
export function connectorWarnings(
  connectors: readonly ReceiveConnector[],
  basis: WarningBasis,
): readonly string[] {
  const withoutCertificate = connectors.filter(
    (connector) =>
      connector.AuthMechanism.includes('Tls') &&
      publicTls(connector, basis.certificates, basis.organization) === undefined,
  );
  return [
    ...integratedWarnings(connectors, basis),
    ...withoutCertificate.map(
      ({ Server, Name, TlsCertificateName }) =>
        `STARTTLS is not offered, since there is no certificate ${TlsCertificateName}: ${Server}\\${Name}`,
    ),
    ...parameterWarnings(connectors),
  ];
}

/** One line a reason: it is the same for most connectors. */
function integratedWarnings(all: readonly ReceiveConnector[], basis: WarningBasis): readonly string[] {
  // Every connector of Exchange's setup has Integrated. Without a keytab nobody has asked for it who did not say so.
  const connectors = basis.kerberos ? all : all.filter(asksForKerberos);
  const obstacles = new Set(connectors.flatMap((connector) => integratedObstacle(connector, basis) ?? []));
  return Array.from(obstacles, (obstacle) => {
    const hindered = connectors.filter((connector) => integratedObstacle(connector, basis) === obstacle);
    const names = hindered.map(({ Server, Name }) => `${Server}\\${Name}`).join(', ');
    return `Integrated is not offered, since ${obstacle}: ${names}`;
  });
}

function asksForKerberos({ EnableAuthGSSAPI, Name, Server }: ReceiveConnector): boolean {
  return EnableAuthGSSAPI && Name !== `Client Frontend ${Server}`;
}
