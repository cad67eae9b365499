import type { Kind, ObjectProblem } from '../kind.js';
import {
  inboundConnectorDomains,
  inboundConnectorNames,
  inboundConnectorSchema,
  type InboundConnector,
} from './inbound-connector.js';

export const inboundConnectors = {
  noun: 'InboundConnector',
  organizationOnly: true,
  schema: inboundConnectorSchema,
  identity: inboundConnectorNames,
  indexes: [inboundConnectorNames, inboundConnectorDomains],
  text: {
    introduction:
      'As in Exchange Online: what is demanded of the hosts that bring the mail of a partner’s domains to Front End, whichever ' +
      'Receive connector serves them. It is asked at MAIL of everybody but users, servers of the organization and hosts that are ' +
      'externally secured. The null reverse-path is of no domain but `*`. Certificates are those of `pki/trusted`, as for Domain Secure.',
  },

  *problems(connector): Iterable<ObjectProblem> {
    const { RestrictDomainsToIPAddresses: toAddresses, SenderIPAddresses } = connector;
    const { RestrictDomainsToCertificate: toCertificate, TlsSenderCertificateName } = connector;
    if (toAddresses && SenderIPAddresses.length === 0) {
      yield { path: ['RestrictDomainsToIPAddresses'], reason: 'needs SenderIPAddresses' };
    }
    if (toCertificate && TlsSenderCertificateName === undefined) {
      yield { path: ['RestrictDomainsToCertificate'], reason: 'needs TlsSenderCertificateName' };
    }
  },
} as const satisfies Kind<InboundConnector>;
