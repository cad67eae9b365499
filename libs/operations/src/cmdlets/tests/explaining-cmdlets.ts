import type { z } from 'zod';

import { explainConnection } from '../../organization/explain-connection.js';
import { explainRoute } from '../../organization/explain-route.js';
import { parameter, type Cmdlet, type CmdletCall } from '../cmdlet.js';

type Explained = z.output<typeof explainConnection.output>;
type Inbound = Explained['inbound'][number];

const server = parameter('Server', 'Default: this one.', { objects: 'TransportService' });
const reading = { confirms: false, changes: false } as const;

const outcomes: Readonly<Record<Inbound['outcome'], string>> = {
  met: 'what it demands is there',
  otherHost: 'is about other hosts',
  address: 'refuses: the host is none of SenderIPAddresses',
  certificate: 'refuses: there is no certificate of TlsSenderCertificateName',
  tls: 'refuses: there is no TLS',
};

function inboundText({ name, outcome }: Inbound): string {
  return `${name}: ${outcomes[outcome]}`;
}

/** What is not said is left out. */
function questionOf({ RemoteIPAddress, Port, Tls, ...said }: CmdletCall['parameters']) {
  const named = {
    local: said['LocalIPAddress'],
    certificate: said['Certificate'],
    login: said['Login'],
    sender: said['Sender'],
    size: said['Size'],
    recipient: said['Recipient'],
    server: said['Server'],
  };
  const more = Object.fromEntries(Object.entries(named).filter(([, value]) => (value ?? null) !== null));
  return { from: RemoteIPAddress, port: Port ?? 25, tls: Tls === true, ...more };
}

const nothingHeard = { Principals: [], ExtendedRights: [], Answer: null, Answers: [], InboundConnectors: [] };

function losingRow({ connector, transportRole, reason }: Explained['losers'][number]) {
  return {
    Connector: connector,
    TransportRole: transportRole,
    Serves: false,
    Reason: reason,
    ...nothingHeard,
  };
}

function servingRow(winner: NonNullable<Explained['winner']>, { answer, answers, inbound }: Explained) {
  return {
    ...losingRow(winner),
    Serves: true,
    Principals: winner.principals,
    ExtendedRights: winner.rights,
    Answer: answer === undefined ? null : heardText(answer),
    Answers: answers.map(heardText),
    InboundConnectors: inbound.map(inboundText),
  };
}

function heardText({ command, reply }: Explained['answers'][number]): string {
  return `${command}: ${reply}`;
}

export const explainingCmdlets: readonly Cmdlet[] = [
  {
    ...reading,
    name: 'Test-ReceiveConnector',
    synopsis:
      'Tells which Receive connector would serve a connection, why no other does, and what it may do there.',
    parameters: [
      parameter('RemoteIPAddress', 'Of the peer.', { mandatory: true, position: 1 }),
      parameter('Port', 'Local port, as in Bindings.', { type: 'integer', default: '25' }),
      parameter('LocalIPAddress', 'Default: one that no binding names.'),
      parameter('Recipient', 'Also tells what it would hear of this recipient.'),
      parameter('Tls', 'It gives STARTTLS first.', { type: 'switch' }),
      parameter('Certificate', 'A host of the certificate that it shows in TLS, of a trusted authority.'),
      parameter('Login', 'It signs in so, with the right password.'),
      parameter('Sender', 'Of MAIL FROM; default: <>.'),
      parameter('Size', 'That MAIL FROM declares.', { type: 'size' }),
      server,
    ],
    output: { typeName: 'ReceiveConnectorTest', columns: ['Connector', 'Serves', 'Reason'] },
    examples: [
      {
        command: 'Test-ReceiveConnector 192.168.5.15 -Recipient somebody@example.net',
        description: 'Whether a device may relay.',
      },
      {
        command:
          'Test-ReceiveConnector 203.0.113.7 -Sender kate@fabrikam.com -Tls -Certificate mx.fabrikam.com',
        description: 'Which Inbound connectors are about this mail, and what they demand.',
      },
    ],
    async run({ parameters, order }) {
      const explained = await order(explainConnection, questionOf(parameters));
      const { winner, losers } = explained;
      return {
        output: [...(winner === undefined ? [] : [servingRow(winner, explained)]), ...losers.map(losingRow)],
        warnings: winner === undefined ? ['no connector serves such a connection'] : [],
      };
    },
  },
  {
    ...reading,
    name: 'Test-MessageRoute',
    synopsis: 'Tells which way a message would take, why, and why by no other connector.',
    parameters: [
      parameter('Sender', 'An address, or <>.', { mandatory: true, position: 1 }),
      parameter('Recipient', 'An address.', { mandatory: true, position: 2 }),
      parameter('Size', 'Of header and content.', { type: 'size', default: '10 KB' }),
      server,
    ],
    output: {
      typeName: 'MessageRouteTest',
      columns: ['Recipient', 'Outcome', 'DeliveryType', 'NextHopDomain', 'Reason'],
    },
    examples: [
      {
        command: 'Test-MessageRoute alice@contoso.com chris@fabrikam.com',
        description: 'By which connector.',
      },
    ],
    async run({ parameters: { Sender, Recipient, Size, Server }, order }) {
      const { routes, winner, losers } = await order(explainRoute, {
        from: Sender,
        to: Recipient,
        size: Size ?? undefined,
        server: Server ?? undefined,
      });
      return {
        output: routes.map((route) => ({
          Recipient: route.recipient,
          Outcome: route.outcome,
          DeliveryType: route.deliveryType ?? null,
          NextHopDomain: route.nextHopDomain ?? null,
          Queue: route.queue ?? null,
          Reason: route.reason,
          Status: route.said ?? null,
          Connector: winner?.connector ?? null,
          ConnectorReason: winner?.reason ?? null,
          OtherConnectors: losers.map(({ connector, reason }) => `${connector}: ${reason}`),
        })),
      };
    },
  },
];
