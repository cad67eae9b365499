import {
  changeFor,
  type ObjectDifference,
  type Organization,
  type OrganizationObjects,
} from '@mailyard/directory';

import type { OperationContext } from '../context.js';
import { isForServers, leadsToEdge } from './forgotten-steps.js';

interface Side extends Pick<OperationContext, 'server' | 'certificates'> {
  readonly before: Organization;
}

/** Before a password is sent, each side has to believe the certificate of the other: one that is self-signed is brought there. */
export async function unknownCertificates(
  differences: readonly ObjectDifference[],
  { before, server, certificates }: Side,
): Promise<readonly string[]> {
  const put: Partial<OrganizationObjects> = changeFor(differences).put;
  const { ReceiveConnectors = [], SendConnectors = [] } = put;
  const showing = before.edge === undefined ? [] : ReceiveConnectors.filter(isForServers);
  const believing = SendConnectors.filter(leadsToEdge);
  if (showing.length + believing.length === 0) return [];
  const contents = await contentsOf(certificates);
  if (contents === undefined) return [];
  const usable = contents.certificates.filter(({ settings }) => settings.Services.includes('SMTP'));
  const isSelfSigned = usable.every(({ x509 }) => x509.issuer === x509.subject);
  return [
    ...(contents.authorities.imported.length > 0 ? [] : believing).map(
      ({ Name, SmartHosts }) =>
        `${Name}: no certificate is imported here, so that a self-signed one of ${SmartHosts.join(', ')} is not trusted, and mail waits: Export-ExchangeCertificate there, and its file into the folder trusted of pki here`,
    ),
    ...(isSelfSigned ? showing : []).map(
      ({ Name }) =>
        `${Name}: the certificate of ${server.name} is self-signed, and not trusted in the organization until it is imported there: Export-ExchangeCertificate`,
    ),
  ];
}

/** Undefined where none are: no service has run yet, or they are on another machine, which Test-EdgeMailFlow says. */
async function contentsOf(certificates: OperationContext['certificates']) {
  const store = await certificates();
  return (await store.exists()) ? await store.contents() : undefined;
}
