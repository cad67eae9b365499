import { TestServer } from '../spec-support/test-server.js';
import { explainReceiveConnector } from './explain-receive-connector.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());

const frontend = String.raw`MBX01\Default Frontend MBX01`;
const device = {
  Name: 'Printers',
  TransportRole: 'FrontendTransport',
  Usage: 'Custom',
  Bindings: '0.0.0.0:25',
  RemoteIPRanges: '192.168.5.0/24',
};
const explained = (parameters: object, more: object = {}) =>
  server.order(explainReceiveConnector, { parameters, ...more });
const sentences = async (parameters: object) =>
  (await explained({ ...device, ...parameters })).access.map(({ sentence }) => sentence);
const relay = {
  PermissionGroups: 'AnonymousUsers',
  AccessControl: [
    { User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`, ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'] },
  ],
};

it.each([
  [{}, ['An anonymous client may not send.']],
  [{ PermissionGroups: 'AnonymousUsers' }, ['An anonymous client may send to our domains only.']],
  [relay, ['An anonymous client may relay: it may send to anybody without login.']],
  [
    { AuthMechanism: 'Tls, BasicAuth, BasicAuthRequireTLS', PermissionGroups: 'ExchangeUsers' },
    ['An anonymous client may not send.', 'A user who signs in may send to anybody.'],
  ],
  [
    { AuthMechanism: 'Tls, ExternalAuthoritative', PermissionGroups: 'ExchangeServers' },
    ['Whoever connects is believed to be a server, and may relay without login.'],
  ],
  [
    { AuthMechanism: 'Tls, ExchangeServer', PermissionGroups: 'ExchangeServers' },
    ['An anonymous client may not send.', 'A server of the organization may send to anybody.'],
  ],
])('§3.2: of %o a sentence says who may do what', async (parameters, expected) => {
  expect(await sentences(parameters)).toEqual(expected);
});

it('§3.2: EHLO is answered as the settings have it, before TLS and within', async () => {
  const login = { AuthMechanism: 'Tls, BasicAuth, BasicAuthRequireTLS', PermissionGroups: 'ExchangeUsers' };
  const { banner, ehlo } = await explained({
    ...device,
    ...login,
    PipeliningEnabled: false,
    Banner: '220 printers only',
  });
  expect(banner).toBe('printers only');
  expect(ehlo.clearText.slice(0, 3)).toEqual(['mbx01.contoso.com Hello [192.0.2.1]', 'SIZE 37748736', 'DSN']);
  expect(ehlo.clearText).toContain('STARTTLS');
  expect(ehlo.clearText.join()).not.toContain('AUTH');
  expect(ehlo.withinTls).toContain('AUTH LOGIN PLAIN');
  expect(ehlo.withinTls).not.toContain('STARTTLS');
  expect((await explained({ ...device, AuthMechanism: 'None' })).ehlo.withinTls).toEqual([]);
});

it('§3.2: who matches, the most specific first; C4 says what becomes of the others', async () => {
  const { sharing, notes } = await explained(device);
  expect(sharing.map(({ connector, isThis, addresses }) => [connector, isThis, addresses])).toEqual([
    [String.raw`MBX01\Printers`, true, '256'],
    [frontend, false, '4294967296'],
  ]);
  expect(notes).toEqual([
    {
      rule: 'C4',
      object: frontend,
      text: `${frontend} has a wider range on this binding. Clients in 192.168.5.0/24 will use this connector, all others ${frontend}.`,
    },
  ]);
});

it('acceptance 3: whoever names an address is told that the default connector listens there, too', async () => {
  const { RemoteIPRanges: _, ...internet } = { ...device, Usage: 'Internet', Bindings: '10.10.1.1:25' };
  const { notes } = await explained(internet);
  expect(notes.map(({ text }) => text)).toEqual([
    `${frontend} still listens on 10.10.1.1 through (All available IPv4). Change its bindings.`,
  ]);
});

it('one that is there is explained as it would become; what breaks a rule is refused', async () => {
  const { access, connector } = await explained({ PermissionGroups: 'None' }, { identity: frontend });
  expect([connector, access[0]?.may]).toEqual([frontend, 'Nothing']);
  const taken = explained({ ...device, RemoteIPRanges: '0.0.0.0-255.255.255.255' });
  await expect(taken).rejects.toThrow('already takes port 25');
});
