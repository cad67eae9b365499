import { createServer, type Server } from 'node:net';

import { Organization, type Log, type ReceiveConnector } from '@mailyard/directory';
import { Reply, type SessionHandler } from '@mailyard/smtp';
import { eventually, freePortOffset, SmtpDialogue } from '@mailyard/testing';

import { connectorOf, contoso } from '../testing/contoso.js';
import { TestOrganization } from '../testing/services.js';
import { ConnectorListeners, type NamedEndpoint } from './connector-listeners.js';

/** A directory whose organization a test replaces as a change by another process would. */
class ChangingDirectory {
  readonly #listeners = new Set<(organization: Organization) => void>();

  private constructor(public organization: Organization) {}

  static async with(...connectors: readonly ReceiveConnector[]): Promise<ChangingDirectory> {
    const directory = new ChangingDirectory(await contoso());
    directory.change(...connectors);
    return directory;
  }

  change(...connectors: readonly ReceiveConnector[]): void {
    const { revision, objects } = this.organization;
    this.organization = new Organization(revision + 1, { ...objects, ReceiveConnectors: connectors });
    for (const listener of this.#listeners) listener(this.organization);
  }

  onChange(listener: (organization: Organization) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

let test: TestOrganization;
let portOffset: number;
let running: ConnectorListeners | undefined;
let announced: (readonly NamedEndpoint[])[];
let errors: string[];

beforeEach(async () => {
  test = await TestOrganization.start();
  portOffset = await freePortOffset([25, 26, 587]);
  announced = [];
  errors = [];
});
afterEach(async () => {
  await running?.stop(0);
  await test.stop();
});

async function serve(directory: ChangingDirectory): Promise<ConnectorListeners> {
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (message) => errors.push(message),
  };
  running = new ConnectorListeners({
    protocol: 'SMTP',
    directory,
    settings: { portOffset, bindAddress: '127.0.0.1' },
    connectors: (organization) => organization.receiveConnectors('MBX01'),
    sessionAt: (connector) => greeting(connector.Name),
    log,
    retryMs: 50,
  });
  await running.start((endpoints) => announced.push(endpoints));
  return running;
}

/** A session whose greeting is the connector’s name. */
function greeting(name: string): SessionHandler {
  const session = test.frontEndSession(connectorOf());
  return Object.create(session, {
    connect: { value: () => new Reply(220, undefined, name) },
    limits: { value: session.limits },
    log: { value: () => undefined },
    closed: { value: () => undefined },
  }) as SessionHandler;
}

async function greetedBy(port: number, localAddress = '127.0.0.1'): Promise<string> {
  const dialogue = await SmtpDialogue.connect(port + portOffset, { localAddress });
  const { text } = await dialogue.reply();
  dialogue.close();
  return text;
}

const names = () => announced.at(-1)?.map(({ name, endpoint }) => `${name} ${endpoint.port - portOffset}`);

it('one listener serves all connectors of a binding; the peer’s address decides', async () => {
  await serve(
    await ChangingDirectory.with(
      connectorOf({ Name: 'Everybody', Bindings: ['[::]:25', '0.0.0.0:25'] }),
      connectorOf({ Name: 'Printer', RemoteIPRanges: ['127.0.0.9'] }),
      connectorOf({ Name: 'Users', Bindings: ['0.0.0.0:587'], RemoteIPRanges: ['127.0.0.1'] }),
    ),
  );
  expect(await greetedBy(25)).toBe('220 Everybody');
  expect(await greetedBy(25, '127.0.0.9')).toBe('220 Printer');
  expect(await greetedBy(587)).toBe('220 Users');
  expect(await greetedBy(587, '127.0.0.9')).toMatch(/^421 4\.3\.2 /);
  expect(names()).toEqual(['Everybody 25', 'Printer 25', 'Users 587']);
});

it('follows the directory: made, changed, disabled and removed connectors', async () => {
  const first = connectorOf({ Name: 'First' });
  const directory = await ChangingDirectory.with(first);
  await serve(directory);
  directory.change(first, connectorOf({ Name: 'Second', Bindings: ['0.0.0.0:26'] }));
  await eventually(async () => expect(await greetedBy(26)).toBe('220 Second'));
  directory.change({ ...first, Bindings: ['0.0.0.0:587'] });
  await eventually(async () => expect(await greetedBy(587)).toBe('220 First'));
  await expect(greetedBy(25)).rejects.toThrow(/ECONNREFUSED/);
  await expect(greetedBy(26)).rejects.toThrow(/ECONNREFUSED/);
  directory.change({ ...first, Bindings: ['0.0.0.0:587'], Enabled: false });
  await eventually(async () => expect(greetedBy(587)).rejects.toThrow(/ECONNREFUSED/));
  expect(names()).toEqual([]);
});

it('a changed range takes effect for the next connection', async () => {
  const connector = connectorOf({ Name: 'Printer', RemoteIPRanges: ['127.0.0.9'] });
  const directory = await ChangingDirectory.with(connector);
  await serve(directory);
  expect(await greetedBy(25)).toMatch(/^421 /);
  directory.change({ ...connector, RemoteIPRanges: ['127.0.0.1'] });
  expect(await greetedBy(25)).toBe('220 Printer');
});

it('a binding that is taken takes no other down, is told once, and is had when it becomes free', async () => {
  const occupant = await occupy(25 + portOffset);
  await serve(
    await ChangingDirectory.with(
      connectorOf({ Name: 'Taken' }),
      connectorOf({ Name: 'Free', Bindings: ['0.0.0.0:26'] }),
    ),
  );
  expect(await greetedBy(26)).toBe('220 Free');
  expect(names()).toEqual(['Free 26']);
  await new Promise((resolve) => occupant.close(resolve));
  await eventually(async () => expect(await greetedBy(25)).toBe('220 Taken'));
  expect(names()).toEqual(['Taken 25', 'Free 26']);
  expect(errors).toEqual([expect.stringContaining('EADDRINUSE')]);
});

it('stops: nobody gets in any more', async () => {
  const listeners = await serve(await ChangingDirectory.with(connectorOf()));
  const idle = await SmtpDialogue.connect(25 + portOffset);
  await idle.expect(/^220 /);
  await listeners.stop(1000);
  await idle.expect(/^421 4\.3\.2 /);
  await expect(greetedBy(25)).rejects.toThrow(/ECONNREFUSED/);
});

function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}
