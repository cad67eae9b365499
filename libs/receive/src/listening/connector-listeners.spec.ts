import { eventually, TestClient } from '@mailyard/testing';

import { connectorOf } from '../testing/contoso.js';
import { ChangingDirectory, RunningListeners } from '../testing/running-listeners.js';

let running: RunningListeners;

beforeEach(async () => {
  running = await RunningListeners.prepare();
});
afterEach(() => running.stop());

it('one listener serves all connectors of a binding; the peer’s address decides', async () => {
  await running.serve(
    await ChangingDirectory.with(
      connectorOf({ Name: 'Everybody', Bindings: ['[::]:25', '0.0.0.0:25'] }),
      connectorOf({ Name: 'Printer', RemoteIPRanges: ['127.0.0.9'] }),
      connectorOf({ Name: 'Users', Bindings: ['0.0.0.0:587'], RemoteIPRanges: ['127.0.0.1'] }),
    ),
  );
  expect(await running.greetedBy(25)).toBe('220 Everybody');
  expect(await running.greetedBy(25, '127.0.0.9')).toBe('220 Printer');
  expect(await running.greetedBy(587)).toBe('220 Users');
  expect(await running.greetedBy(587, '127.0.0.9')).toMatch(/^421 4\.3\.2 /);
  expect(running.names()).toEqual(['Everybody 25', 'Printer 25', 'Users 587']);
});

it('follows the directory: made, changed, disabled and removed connectors', async () => {
  const first = connectorOf({ Name: 'First' });
  const directory = await ChangingDirectory.with(first);
  await running.serve(directory);
  directory.change(first, connectorOf({ Name: 'Second', Bindings: ['0.0.0.0:26'] }));
  await eventually(async () => expect(await running.greetedBy(26)).toBe('220 Second'));
  directory.change({ ...first, Bindings: ['0.0.0.0:587'] });
  await eventually(async () => expect(await running.greetedBy(587)).toBe('220 First'));
  await expect(running.greetedBy(25)).rejects.toThrow(/ECONNREFUSED/);
  await expect(running.greetedBy(26)).rejects.toThrow(/ECONNREFUSED/);
  directory.change({ ...first, Bindings: ['0.0.0.0:587'], Enabled: false });
  await eventually(async () => expect(running.greetedBy(587)).rejects.toThrow(/ECONNREFUSED/));
  expect(running.names()).toEqual([]);
});

it('a changed range takes effect for the next connection', async () => {
  const connector = connectorOf({ Name: 'Printer', RemoteIPRanges: ['127.0.0.9'] });
  const directory = await ChangingDirectory.with(connector);
  await running.serve(directory);
  expect(await running.greetedBy(25)).toMatch(/^421 /);
  directory.change({ ...connector, RemoteIPRanges: ['127.0.0.1'] });
  expect(await running.greetedBy(25)).toBe('220 Printer');
});

it('tells each revision of the directory when it is set up', async () => {
  const directory = await ChangingDirectory.with(connectorOf());
  await running.serve(directory);
  const connector = connectorOf();
  directory.change(connector);
  await eventually(() => expect(running.revisions).toEqual([2, 3]));
  directory.change(connector);
  await eventually(() => expect(running.revisions.at(-1)).toBe(4));
  expect(running.names()).toEqual([`${connector.Name} 25`]);
});

it('tells what a connector cannot keep any more although nobody has changed it, such as without its certificate', async () => {
  await running.serve(await ChangingDirectory.with(connectorOf()));
  expect(running.warned).toEqual([]);
  running.warnings = ['STARTTLS is not offered'];
  await eventually(() => expect(running.warned).toEqual(running.warnings));
});

it('stops: nobody gets in any more', async () => {
  const listeners = await running.serve(await ChangingDirectory.with(connectorOf()));
  const idle = await TestClient.connect(25 + running.portOffset);
  await idle.expect(/^220 /);
  await listeners.stop(1000);
  await idle.expect(/^421 4\.3\.2 /);
  await expect(running.greetedBy(25)).rejects.toThrow(/ECONNREFUSED/);
});
