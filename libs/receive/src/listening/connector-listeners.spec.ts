import { createServer, type Server } from 'node:net';

import { Organization, type ReceiveConnector } from '@mailyard/directory';
import { type ListenerReport, type Log } from '@mailyard/service';
import type { SessionHandler } from '@mailyard/smtp';
import { eventually, freePortOffset, SmtpDialogue } from '@mailyard/testing';

import { connectorOf, contoso } from '../testing/contoso.js';
import { TestOrganization } from '../testing/services.js';
import { ConnectorListeners } from './connector-listeners.js';

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
let announced: (readonly ListenerReport[])[];
let revisions: number[];
let errors: string[];
let warnings: readonly string[];
let warned: string[];

beforeEach(async () => {
  test = await TestOrganization.start();
  portOffset = await freePortOffset([25, 26, 587]);
  announced = [];
  revisions = [];
  errors = [];
  warnings = [];
  warned = [];
});
afterEach(async () => {
  await running?.stop(0);
  await test.stop();
});

interface ServeOptions {
  readonly bindAddress?: string;
  readonly drainMs?: number;
}

async function serve(
  directory: ChangingDirectory,
  { bindAddress = '127.0.0.1', drainMs = 10_000 }: ServeOptions = {},
): Promise<ConnectorListeners> {
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message) => warned.push(message),
    error: (message) => errors.push(message),
  };
  running = new ConnectorListeners({
    protocol: 'SMTP',
    directory,
    settings: { portOffset, bindAddress },
    connectors: (organization) => organization.receiveConnectors('MBX01'),
    sessionAt: greeting,
    log,
    warnings: () => warnings,
    retryMs: 50,
    reviewMs: 50,
    drainMs,
  });
  await running.start((listeners, revision) => {
    announced.push(listeners);
    revisions.push(revision);
  });
  return running;
}

/** A session whose greeting is the connector’s name. */
function greeting(connector: ReceiveConnector): SessionHandler {
  return test.frontEndSession({ ...connector, Banner: `220 ${connector.Name}` });
}

async function greetedBy(port: number, localAddress = '127.0.0.1'): Promise<string> {
  const dialogue = await SmtpDialogue.connect(port + portOffset, { localAddress });
  const { text } = await dialogue.reply();
  dialogue.close();
  return text;
}

async function greetedAt(host: string): Promise<string> {
  const dialogue = await SmtpDialogue.connect(25 + portOffset, { host });
  const { text } = await dialogue.reply();
  dialogue.close();
  return text;
}

const names = () =>
  announced
    .at(-1)
    ?.flatMap(({ name, endpoint, state }) =>
      state === 'Listening' ? [`${name} ${endpoint.port - portOffset}`] : [],
    );
const failures = () =>
  announced.at(-1)?.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));

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
  expect(failures()).toEqual([expect.stringMatching(/^Taken: .*EADDRINUSE/)]);
  await new Promise((resolve) => occupant.close(resolve));
  await eventually(async () => expect(await greetedBy(25)).toBe('220 Taken'));
  await eventually(() => expect(names()).toEqual(['Taken 25', 'Free 26']));
  expect(failures()).toEqual([]);
  expect(errors).toEqual([expect.stringContaining('EADDRINUSE')]);
});

// TEST-NET-1 (RFC 5737) is nobody's address.
const foreign = '192.0.2.1';

it('an address that is not on this host is reported; the others of the connector, and other connectors, serve', async () => {
  await serve(
    await ChangingDirectory.with(
      connectorOf({ Name: 'Foreign', Bindings: [`${foreign}:25`, '127.0.0.1:26'] }),
      connectorOf({ Name: 'Own' }),
    ),
  );
  expect(names()).toEqual(['Foreign 26', 'Own 25']);
  expect(failures()).toEqual([expect.stringMatching(/^Foreign: .*EADDRNOTAVAIL/)]);
  expect(await greetedBy(25)).toBe('220 Own');
});

describe('a wildcard binding and one address on the same port', () => {
  const wildcard = () => connectorOf({ Name: 'Wildcard' });
  const own = () => connectorOf({ Name: 'Own', Bindings: ['127.0.0.2:25'] });
  const everywhere = { bindAddress: '0.0.0.0' };

  it('stand side by side; the connection’s local address decides', async () => {
    await serve(await ChangingDirectory.with(own(), wildcard()), everywhere);
    expect(await greetedAt('127.0.0.2')).toBe('220 Own');
    expect(await greetedAt('127.0.0.3')).toBe('220 Wildcard');
    expect(names()).toEqual(['Own 25', 'Wildcard 25']);
    expect(errors).toEqual([]);
  });

  it('take over from each other, and no session notices', async () => {
    const directory = await ChangingDirectory.with(own());
    await serve(directory, { ...everywhere, drainMs: 300 });
    const session = await SmtpDialogue.connect(25 + portOffset, { host: '127.0.0.2' });
    await session.expect(/^220 Own/);
    directory.change(own(), wildcard());
    await eventually(async () => expect(await greetedAt('127.0.0.3')).toBe('220 Wildcard'));
    expect(await greetedAt('127.0.0.2')).toBe('220 Own');
    directory.change(own());
    await eventually(async () => expect(greetedAt('127.0.0.3')).rejects.toThrow(/ECONNREFUSED/));
    expect(await greetedAt('127.0.0.2')).toBe('220 Own');
    await session.command('NOOP', /^250 /);
    session.close();
  });

  it('an address that the host does not have is reported beside a wildcard, too', async () => {
    const directory = await ChangingDirectory.with(
      wildcard(),
      connectorOf({ Name: 'Foreign', Bindings: [`${foreign}:25`] }),
    );
    await serve(directory, everywhere);
    expect(names()).toEqual(['Wildcard 25']);
    expect(failures()).toEqual([expect.stringMatching(/^Foreign: .*EADDRNOTAVAIL/)]);
  });

  it('a wildcard that cannot be had does not take the address down, and is had when it becomes free', async () => {
    const occupant = await occupy(25 + portOffset);
    const directory = await ChangingDirectory.with(wildcard(), own());
    await serve(directory, everywhere);
    expect(await greetedAt('127.0.0.2')).toBe('220 Own');
    expect(failures()).toEqual([expect.stringMatching(/^Wildcard: .*EADDRINUSE/)]);
    const session = await SmtpDialogue.connect(25 + portOffset, { host: '127.0.0.2' });
    await session.expect(/^220 Own/);
    await new Promise((resolve) => occupant.close(resolve));
    await eventually(async () => expect(await greetedAt('127.0.0.3')).toBe('220 Wildcard'), {
      deadlineMs: 10_000,
    });
    expect(await greetedAt('127.0.0.2')).toBe('220 Own');
    expect(failures()).toEqual([]);
    await session.command('NOOP', /^250 /);
    session.close();
  });
});

describe('sessions of a binding that is removed', () => {
  it('go on as before, then those that idle past the drain time get 421', async () => {
    const directory = await ChangingDirectory.with(connectorOf());
    const listeners = await serve(directory, { drainMs: 500 });
    const session = await SmtpDialogue.connect(25 + portOffset);
    await session.expect(/^220 /);
    directory.change();
    await eventually(async () => expect(greetedBy(25)).rejects.toThrow(/ECONNREFUSED/));
    await session.command('EHLO client.example.net', /^250-/);
    expect(listeners.connections).toBe(1);
    await session.expect(/^421 4\.3\.2 /);
    await eventually(() => expect(listeners.connections).toBe(0));
  });

  it('do not keep the service from stopping', async () => {
    const directory = await ChangingDirectory.with(connectorOf());
    const listeners = await serve(directory, { drainMs: 60_000 });
    const session = await SmtpDialogue.connect(25 + portOffset);
    await session.expect(/^220 /);
    directory.change();
    await eventually(async () => expect(greetedBy(25)).rejects.toThrow(/ECONNREFUSED/));
    await listeners.stop(1000);
    await session.expect(/^421 4\.3\.2 /);
  });
});

it('tells each revision of the directory when it is set up', async () => {
  const directory = await ChangingDirectory.with(connectorOf());
  await serve(directory);
  directory.change(connectorOf());
  await eventually(() => expect(revisions).toEqual([2, 3]));
});

it('tells what a connector cannot keep any more although nobody has changed it, such as without its certificate', async () => {
  await serve(await ChangingDirectory.with(connectorOf()));
  expect(warned).toEqual([]);
  warnings = ['STARTTLS is not offered'];
  await eventually(() => expect(warned).toEqual(warnings));
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
