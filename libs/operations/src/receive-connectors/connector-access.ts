import { principals, type ReceiveConnector } from '@mailyard/directory';
import { rightsAt } from '@mailyard/receive';
import { z } from 'zod';

/** What somebody may do at a connector, in words and in rights. */
export const connectorAccess = z
  .object({
    who: z.enum(['Anybody', 'Anonymous', 'Users', 'Partners', 'Servers']),
    principals: z.array(z.string()).readonly(),
    may: z.enum(['Nothing', 'OurDomains', 'Anybody']).describe('To whom they may send.'),
    sentence: z.string(),
    rights: z.array(z.string()).readonly(),
  })
  .readonly();

export type ConnectorAccess = z.output<typeof connectorAccess>;
type Who = ConnectorAccess['who'];
type Sentences = Readonly<Record<ConnectorAccess['may'], string>>;

const sentences: Readonly<Record<Who, Sentences>> = {
  Anybody: {
    Nothing: 'Whoever connects may not send.',
    OurDomains: 'Whoever connects is believed to be a server, and may send to our domains only.',
    Anybody: 'Whoever connects is believed to be a server, and may relay without login.',
  },
  Anonymous: {
    Nothing: 'An anonymous client may not send.',
    OurDomains: 'An anonymous client may send to our domains only.',
    Anybody: 'An anonymous client may relay: it may send to anybody without login.',
  },
  Users: {
    Nothing: 'A user who signs in may not send.',
    OurDomains: 'A user who signs in may send to our domains only.',
    Anybody: 'A user who signs in may send to anybody.',
  },
  Partners: {
    Nothing: 'A partner may not send.',
    OurDomains: 'A partner that proves its domain by certificate may send to our domains only.',
    Anybody: 'A partner that proves its domain by certificate may send to anybody.',
  },
  Servers: {
    Nothing: 'A server of the organization may not send.',
    OurDomains: 'A server of the organization may send to our domains only.',
    Anybody: 'A server of the organization may send to anybody.',
  },
};

/** Of those that can come to be at the connector, whoever needs the least proof first. */
export function accessAt(connector: ReceiveConnector): readonly ConnectorAccess[] {
  return peersOf(connector).map(([who, held]) => {
    const rights = rightsAt(connector, held);
    const may = sendingRight(rights);
    return { who, principals: held, may, sentence: sentences[who][may], rights };
  });
}

function peersOf({
  AuthMechanism,
  DomainSecureEnabled,
}: ReceiveConnector): readonly (readonly [Who, readonly string[]])[] {
  const has = (...mechanisms: readonly string[]): boolean =>
    AuthMechanism.some((each) => mechanisms.includes(each));
  if (has('ExternalAuthoritative')) return [['Anybody', [principals.externallySecured]]];
  return [
    ['Anonymous', [principals.anonymous]],
    ...(has('BasicAuth', 'Integrated') ? ([['Users', [principals.authenticatedUsers]]] as const) : []),
    ...(DomainSecureEnabled ? ([['Partners', [principals.partners, principals.anonymous]]] as const) : []),
    ...(has('ExchangeServer')
      ? ([['Servers', [principals.exchangeServers, principals.hubServers]]] as const)
      : []),
  ];
}

function sendingRight(rights: readonly string[]): ConnectorAccess['may'] {
  if (!rights.includes('ms-Exch-SMTP-Submit')) return 'Nothing';
  return rights.includes('ms-Exch-SMTP-Accept-Any-Recipient') ? 'Anybody' : 'OurDomains';
}
