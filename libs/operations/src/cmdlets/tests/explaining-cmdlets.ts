import { explainConnection } from '../../organization/explain-connection.js';
import { explainRoute } from '../../organization/explain-route.js';
import { parameter, type Cmdlet } from '../cmdlet.js';

const server = parameter('Server', 'Default: this one.', { objects: 'TransportService' });
const reading = { confirms: false, changes: false } as const;

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
    ],
    async run({ parameters: { RemoteIPAddress, Port, LocalIPAddress, Tls, ...said }, order }) {
      const { Recipient, Login, Sender, Size, Server } = said;
      const { winner, losers, answer, answers } = await order(explainConnection, {
        from: RemoteIPAddress,
        port: Port ?? 25,
        local: LocalIPAddress ?? undefined,
        tls: Tls === true,
        login: Login ?? undefined,
        sender: Sender ?? undefined,
        size: Size ?? undefined,
        recipient: Recipient ?? undefined,
        server: Server ?? undefined,
      });
      const all = [...(winner === undefined ? [] : [winner]), ...losers];
      return {
        output: all.map((each) => ({
          Connector: each.connector,
          TransportRole: each.transportRole,
          Serves: each === winner,
          Reason: each.reason,
          Principals: each === winner ? winner.principals : [],
          ExtendedRights: each === winner ? winner.rights : [],
          Answer: each === winner && answer !== undefined ? `${answer.command}: ${answer.reply}` : null,
          Answers: each === winner ? answers.map(({ command, reply }) => `${command}: ${reply}`) : [],
        })),
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
