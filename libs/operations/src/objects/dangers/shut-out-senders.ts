import type { InboundConnector, ObjectDifference } from '@mailyard/directory';

/** Inbound connectors by which nobody else could bring mail of any domain: as it is meant where a filter service does. */
export function shutOutSenders(differences: readonly ObjectDifference[]): readonly string[] {
  return differences.flatMap((difference) => {
    if (difference.kind !== 'InboundConnectors' || difference.action === 'remove') return [];
    const then = onlyWay(difference.object as InboundConnector);
    const before =
      difference.action === 'change' ? onlyWay(difference.before as InboundConnector) : undefined;
    if (then === undefined || then === before) return [];
    return [`Only ${then} could bring mail to Front End: all other mail from outside would be refused.`];
  });
}

function onlyWay(connector: InboundConnector): string | undefined {
  const { Enabled, SenderDomains, SenderIPAddresses, TlsSenderCertificateName } = connector;
  if (!Enabled || !SenderDomains.includes('*')) return undefined;
  const ways = [
    ...(connector.RestrictDomainsToIPAddresses ? SenderIPAddresses : []),
    ...(connector.RestrictDomainsToCertificate
      ? [`whoever shows a certificate of ${TlsSenderCertificateName}`]
      : []),
  ];
  return ways.length === 0 ? undefined : ways.join(', ');
}
