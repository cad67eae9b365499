import { eventually, TestClient } from '@mailyard/testing';

import { connectorOf } from '../testing/contoso.js';
import { ChangingDirectory, occupy, RunningListeners } from '../testing/running-listeners.js';

let running: RunningListeners;

beforeEach(async () => {
  running = await RunningListeners.prepare();
});
afterEach(() => running.stop());

it('a binding that is taken takes no other down, is told once, and is had when it becomes free', async () => {
  const occupant = await occupy(25 + running.portOffset);
  await running.serve(
    await ChangingDirectory.with(
      connectorOf({ Name: 'Taken' }),
      connectorOf({ Name: 'Free', Bindings: ['0.0.0.0:26'] }),
    ),
  );
  expect(await running.greetedBy(26)).toBe('220 Free');
  expect(running.names()).toEqual(['Free 26']);
  expect(running.failures()).toEqual([expect.stringMatching(/^Taken: .*EADDRINUSE/)]);
  await new Promise((resolve) => occupant.close(resolve));
  await eventually(async () => expect(await running.greetedBy(25)).toBe('220 Taken'));
  await eventually(() => expect(running.names()).toEqual(['Taken 25', 'Free 26']));
  expect(running.failures()).toEqual([]);
  expect(running.errors).toEqual([expect.stringContaining('EADDRINUSE')]);
});

// TEST-NET-1 (RFC 5737) is nobody's address.
const foreign = '192.0.2.1';

it('an address that is not on this host is reported; the others of the connector, and other connectors, serve', async () => {
  await running.serve(
    await ChangingDirectory.with(
      connectorOf({ Name: 'Foreign', Bindings: [`${foreign}:25`, '127.0.0.1:26'] }),
      connectorOf({ Name: 'Own' }),
    ),
  );
  expect(running.names()).toEqual(['Foreign 26', 'Own 25']);
  expect(running.failures()).toEqual([expect.stringMatching(/^Foreign: .*EADDRNOTAVAIL/)]);
  expect(await running.greetedBy(25)).toBe('220 Own');
});

describe('a wildcard binding and one address on the same port', () => {
  const wildcard = () => connectorOf({ Name: 'Wildcard' });
  const own = () => connectorOf({ Name: 'Own', Bindings: ['127.0.0.2:25'] });
  const everywhere = { bindAddress: '0.0.0.0' };

  it('stand side by side; the connection’s local address decides', async () => {
    await running.serve(await ChangingDirectory.with(own(), wildcard()), everywhere);
    expect(await running.greetedAt('127.0.0.2')).toBe('220 Own');
    expect(await running.greetedAt('127.0.0.3')).toBe('220 Wildcard');
    expect(running.names()).toEqual(['Own 25', 'Wildcard 25']);
    expect(running.errors).toEqual([]);
  });

  it('take over from each other, and no session notices', async () => {
    const directory = await ChangingDirectory.with(own());
    await running.serve(directory, { ...everywhere, drainMs: 300 });
    const session = await TestClient.connect(25 + running.portOffset, { host: '127.0.0.2' });
    await session.expect(/^220 Own/);
    directory.change(own(), wildcard());
    await eventually(async () => expect(await running.greetedAt('127.0.0.3')).toBe('220 Wildcard'));
    expect(await running.greetedAt('127.0.0.2')).toBe('220 Own');
    directory.change(own());
    await eventually(async () => expect(running.greetedAt('127.0.0.3')).rejects.toThrow(/ECONNREFUSED/));
    expect(await running.greetedAt('127.0.0.2')).toBe('220 Own');
    await session.command('NOOP', /^250 /);
    session.close();
  });

  it('an address that the host does not have is reported beside a wildcard, too', async () => {
    const directory = await ChangingDirectory.with(
      wildcard(),
      connectorOf({ Name: 'Foreign', Bindings: [`${foreign}:25`] }),
    );
    await running.serve(directory, everywhere);
    expect(running.names()).toEqual(['Wildcard 25']);
    expect(running.failures()).toEqual([expect.stringMatching(/^Foreign: .*EADDRNOTAVAIL/)]);
  });

  it('a wildcard that cannot be had does not take the address down, and is had when it becomes free', async () => {
    const occupant = await occupy(25 + running.portOffset);
    const directory = await ChangingDirectory.with(wildcard(), own());
    await running.serve(directory, everywhere);
    expect(await running.greetedAt('127.0.0.2')).toBe('220 Own');
    expect(running.failures()).toEqual([expect.stringMatching(/^Wildcard: .*EADDRINUSE/)]);
    const session = await TestClient.connect(25 + running.portOffset, { host: '127.0.0.2' });
    await session.expect(/^220 Own/);
    await new Promise((resolve) => occupant.close(resolve));
    await eventually(async () => expect(await running.greetedAt('127.0.0.3')).toBe('220 Wildcard'), {
      deadlineMs: 10_000,
    });
    expect(await running.greetedAt('127.0.0.2')).toBe('220 Own');
    expect(running.failures()).toEqual([]);
    await session.command('NOOP', /^250 /);
    session.close();
  });
});

describe('sessions of a binding that is removed', () => {
  it('go on as before, then those that idle past the drain time get 421', async () => {
    const directory = await ChangingDirectory.with(connectorOf());
    const listeners = await running.serve(directory, { drainMs: 500 });
    const session = await TestClient.connect(25 + running.portOffset);
    await session.expect(/^220 /);
    directory.change();
    await eventually(async () => expect(running.greetedBy(25)).rejects.toThrow(/ECONNREFUSED/));
    await session.command('EHLO client.example.net', /^250-/);
    expect(listeners.connections).toBe(1);
    await session.expect(/^421 4\.3\.2 /);
    await eventually(() => expect(listeners.connections).toBe(0));
  });

  it('do not keep the service from stopping', async () => {
    const directory = await ChangingDirectory.with(connectorOf());
    const listeners = await running.serve(directory, { drainMs: 60_000 });
    const session = await TestClient.connect(25 + running.portOffset);
    await session.expect(/^220 /);
    directory.change();
    await eventually(async () => expect(running.greetedBy(25)).rejects.toThrow(/ECONNREFUSED/));
    await listeners.stop(1000);
    await session.expect(/^421 4\.3\.2 /);
  });
});
