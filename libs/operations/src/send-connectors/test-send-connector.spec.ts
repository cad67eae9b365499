import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';

import { localAdministrator } from '../caller.js';
import { objectOperations } from '../objects/object-operations.js';
import { Operations } from '../operations.js';
import { TestServer } from '../spec-support/test-server.js';
import { testSendConnector } from './test-send-connector.js';

const password = 'Secret-8';
let server: TestServer;
let host: Server;
let port: number;
const heard: string[] = [];

/** The smart host of somebody else: it offers a login without TLS. */
const answers: readonly (readonly [RegExp, string])[] = [
  [/^EHLO/, '250-smart.example\r\n250-SIZE 1000\r\n250 AUTH PLAIN'],
  [new RegExp(`^AUTH PLAIN ${Buffer.from(`\0hub\0${password}`).toString('base64')}$`), '235 2.7.0 OK'],
  [/^AUTH/, '535 5.7.8 Authentication credentials invalid'],
  [/^QUIT/, '221 bye'],
];

beforeAll(async () => {
  server = await TestServer.start();
  host = createServer((socket) => {
    socket.write('220 smart.example ready\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      heard.push(line);
      socket.write(`${answers.find(([said]) => said.test(line))?.[1] ?? '500 what?'}\r\n`);
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => void host.listen(0, '127.0.0.1', resolve));
  ({ port } = host.address() as AddressInfo);
}, 30_000);
afterAll(async () => {
  host.close();
  await server.stop();
});
beforeEach(() => void (heard.length = 0));

const connector = () => ({
  Name: 'To smart host',
  AddressSpaces: '*',
  DNSRoutingEnabled: false,
  SmartHosts: '127.0.0.1',
  Port: port,
});
const login = (secret: string) => ({
  SmartHostAuthMechanism: 'BasicAuth',
  AuthenticationCredential: { UserName: 'hub', Password: secret },
});
const tested = (parameters: object) => server.order(testSendConnector, { parameters });

it('§3.5: a connector that is not made yet is tried, to its login; nothing is sent', async () => {
  const { attempts } = await tested({ ...connector(), ...login(password) });
  expect(attempts).toEqual([
    expect.objectContaining({
      host: '127.0.0.1',
      port,
      result: 'Success',
      details: 'signed in without TLS, ready for mail',
    }),
  ]);
  expect(attempts[0]?.extensions).toEqual(['SIZE', 'AUTH']);
  expect(heard.some((line) => line.startsWith('MAIL'))).toBe(false);
  expect(JSON.stringify(attempts)).not.toContain(Buffer.from(`\0hub\0${password}`).toString('base64'));
});

it.each([
  [{}, 'Success', undefined, /ready for mail without TLS/],
  [{ RequireTLS: true }, 'Failed', 'Tls', /does not offer STARTTLS/],
  [login('wrong'), 'Failed', 'Login', /^535 5\.7\.8/],
  [{ SmartHosts: 'nowhere.invalid' }, 'Failed', 'Name', /has no address/],
  [{ Port: 1 }, 'Failed', 'Connection', /ECONNREFUSED|refused/],
])('%o ends in %s', async (more, result, failedAt, details) => {
  const { attempts } = await tested({ ...connector(), ...more });
  expect(attempts[0]).toMatchObject({ result, details: expect.stringMatching(details) as string });
  expect(attempts[0]?.failedAt).toBe(failedAt);
});

it('one that is there is tried with the password that it has', async () => {
  await server.order(objectOperations.SendConnectors.New, {
    parameters: { ...connector(), ...login(password) },
  });
  const { attempts } = await server.order(testSendConnector, { identity: 'To smart host' });
  expect(attempts[0]?.result).toBe('Success');
});

it('where MX records decide, a domain has to be known', async () => {
  const { SmartHosts: _, ...byMx } = { ...connector(), Name: 'By MX', DNSRoutingEnabled: true };
  await expect(tested(byMx)).rejects.toThrow('domain: name one');
});

it('S15: a smart host that there is not is told before the connector is saved', async () => {
  const parameters = { ...connector(), Name: 'To nowhere', SmartHosts: 'nowhere.invalid' };
  const { warnings } = await server.order(objectOperations.SendConnectors.New, {
    parameters,
    validateOnly: true,
  });
  // Where there is no DNS at all nobody knows.
  const told = warnings.filter((warning) => warning.includes('nowhere.invalid'));
  expect([
    [],
    [
      'To nowhere: nowhere.invalid has no MX, A or AAAA record as MBX01 sees it. Use its IP address, or mend DNS.',
    ],
  ]).toContainEqual(told);
});

describe('whoever watches', () => {
  const watched = (signal: AbortSignal, tell: (step: object) => void) => {
    const parameters = { ...connector(), Name: 'Watched', ...login(password) };
    const operations = new Operations(server.context).watchedBy({ signal, tell });
    return operations.run(testSendConnector, { parameters }, localAdministrator());
  };

  it('hears each line as it is said, without the password', async () => {
    const said: object[] = [];
    const { attempts } = await watched(new AbortController().signal, (step) => void said.push(step));
    const lines = attempts[0]?.transcript ?? [];
    expect(lines.length).toBeGreaterThan(5);
    expect(said).toEqual(lines.map((line) => ({ host: '127.0.0.1', port, line })));
    expect(heard.join()).toContain(Buffer.from(`\0hub\0${password}`).toString('base64'));
    expect(JSON.stringify(said)).not.toContain(Buffer.from(`\0hub\0${password}`).toString('base64'));
  });

  it('stops it: the connection is closed where it was', async () => {
    const stop = new AbortController();
    const { attempts } = await watched(stop.signal, (step) => {
      if (JSON.stringify(step).includes('> EHLO')) stop.abort();
    });
    expect(attempts).toMatchObject([{ result: 'Failed', failedAt: 'Connection' }]);
    expect(heard.join()).not.toContain('AUTH');
  });
});
