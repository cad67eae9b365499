import { searchAdminAuditLog } from '../../audit/search-admin-audit-log.js';
import { objectOperations } from '../../objects/object-operations.js';
import { TestServer } from '../../spec-support/test-server.js';
import { getConnectorLogging } from './get-connector-logging.js';
import { LoggingPeriodWatch } from './logging-period-watch.js';
import { startReceiveConnectorLogging } from './start-connector-logging.js';

const identity = String.raw`MBX01\Default Frontend MBX01`;
const minute = 60_000;
const failing = {
  warn: (line: unknown) => {
    throw new Error(String(line));
  },
};

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
  const parameters = { ProtocolLoggingLevel: 'None' };
  await server.order(objectOperations.ReceiveConnectors.Set, { identity, parameters });
}, 30_000);
afterEach(() => server.stop());

const start = (more: object = {}) => server.order(startReceiveConnectorLogging, { identity, ...more });
const level = () =>
  server.directory.organization.objects.ReceiveConnectors.find(({ Name }) => identity.endsWith(Name))
    ?.ProtocolLoggingLevel;
/** Nothing is remembered by who looks: it might have been started a moment ago. */
const look = (now: number) => new LoggingPeriodWatch(server.context, { log: failing }).look(now);

it('a connector logs its sessions for a while, and then does what it did before', async () => {
  const { until, changes } = await start();
  expect(changes.join()).toContain('ProtocolLoggingLevel');
  expect([level(), Math.round((until - Date.now()) / minute)]).toEqual(['Verbose', 15]);
  expect(await server.order(getConnectorLogging, {})).toMatchObject([{ identity, until }]);
  await look(until - 1);
  expect(level()).toBe('Verbose');
  await look(until);
  expect(level()).toBe('None');
  expect(await server.order(getConnectorLogging, {})).toEqual([]);
  const [entry] = await server.order(searchAdminAuditLog, { resultSize: 1 });
  expect(entry).toMatchObject({
    operation: 'Set-ReceiveConnector',
    caller: expect.stringContaining('admin-center, for') as string,
  });
});

it('more time can be ordered, and what was before stays what it was', async () => {
  const first = await start({ minutes: 1 });
  const second = await start({ minutes: 60 });
  await look(first.until);
  expect(level()).toBe('Verbose');
  await look(second.until);
  expect(level()).toBe('None');
});

it('a try changes nothing, and a connector that logs anyway is left alone', async () => {
  await start({ validateOnly: true });
  expect([level(), await server.order(getConnectorLogging, {})]).toEqual(['None', []]);
  const parameters = { ProtocolLoggingLevel: 'Verbose' };
  await server.order(objectOperations.ReceiveConnectors.Set, { identity, parameters });
  await expect(start()).rejects.toThrow('logs its sessions already');
});

it('a connector that is gone ends its period', async () => {
  const { until } = await start();
  await server.order(objectOperations.ReceiveConnectors.Remove, { identity, force: true });
  await look(until);
  expect(await server.context.loggingPeriods.list()).toEqual([]);
});
