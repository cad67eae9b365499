import { join } from 'node:path';

import {
  defaultFolder,
  LogFiles,
  Metrics,
  ProtocolLog,
  SessionLines,
  SessionMetrics,
  type LoggedEvent,
} from '@mailyard/telemetry';
import { eventually } from '@mailyard/testing';

import { LiveEvents } from '../events/live-events.js';
import { localAdministrator } from '../caller.js';
import { OperationError, OperationInputError } from '../operation.js';
import { objectOperations } from '../objects/object-operations.js';
import { getReceiveConnectorActivity } from '../receive-connectors/get-receive-connector-activity.js';
import { getSendConnectorActivity } from '../send-connectors/get-send-connector-activity.js';
import { SeriesRecorder } from '../series/series-recorder.js';
import { TestServer } from '../spec-support/test-server.js';
import { explainRefusal, refusalsIn } from './explain-refusal.js';
import { getProtocolLog } from './get-protocol-log.js';
import { searchProtocolLog } from './search-protocol-log.js';

let server: TestServer;
let files: LogFiles;
let log: ProtocolLog;
beforeAll(async () => {
  server = await TestServer.start();
  const folder = (name: Parameters<typeof defaultFolder>[0]) =>
    join(server.dataDir, 'logs', defaultFolder(name, 'front-end-transport'));
  files = new LogFiles({ folder });
  log = new ProtocolLog({ files, kind: 'SmtpReceive' });
}, 30_000);
afterAll(async () => {
  await files.close();
  await server.stop();
});

const connector = String.raw`MBX01\Default Frontend MBX01`;

/** A session of a client that sends its commands together, as it stands in the log. */
async function logged(id: string, ...events: readonly LoggedEvent[]): Promise<void> {
  const local = { address: '127.0.0.1', port: 25 };
  const lines = new SessionLines(log, { id, local, remote: { address: '192.0.2.7', port: 4711 } });
  for (const event of events) lines.write(event, connector);
  await log.flush();
}

const received = (data: string): LoggedEvent => ({ event: '<', data });
const sent = (data: string): LoggedEvent => ({ event: '>', data });

it('a refusal is explained by the number of its session: what was refused, and what is said now', async () => {
  const session = '08D000000000001A';
  await logged(
    session,
    { event: '+', data: '' },
    sent('220 mbx01.contoso.com'),
    received('EHLO client.example'),
    sent('250-mbx01.contoso.com Hello'),
    sent('250 PIPELINING'),
    received('MAIL FROM:<x@example.com>'),
    received('RCPT TO:<alice@contoso.com>'),
    received('RCPT TO:<someone@example.com>'),
    sent('250 2.1.0 Sender OK'),
    sent('250 2.1.5 Recipient OK'),
    sent('550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'),
  );
  await logged('08D000000000001B', { event: '+', data: '' });
  expect(await server.order(explainRefusal, { session })).toMatchObject({
    session,
    connector,
    remote: '192.0.2.7:4711',
    refusals: [
      { command: 'RCPT TO:<someone@example.com>', reply: expect.stringMatching(/^550 5.7.54/) as string },
    ],
    now: {
      winner: { connector },
      answer: { command: 'RCPT', reply: expect.stringMatching(/^550 5.7.54/) as string },
    },
  });
  expect(await server.order(getProtocolLog, { session: session.toLowerCase() })).toHaveLength(11);
  await expect(server.order(explainRefusal, { session: '08D00000000000FF' })).rejects.toThrow(OperationError);
  await expect(server.order(explainRefusal, { session: '../../etc' })).rejects.toThrow(OperationInputError);
});

it('a connection that was refused has no command', () => {
  const line = {
    service: 'x',
    direction: 'Receive',
    time: 't',
    connector,
    session: 's',
    sequence: 0,
  } as const;
  const reply = {
    ...line,
    local: '',
    remote: '',
    event: '>',
    data: '421 4.3.2 Service not available',
    context: '',
  };
  expect(refusalsIn([reply])).toEqual([{ time: 't', command: '', reply: reply.data }]);
});

it('lines are told live by a filter, from now on, and what is too much is counted', async () => {
  const live = new LiveEvents(server.context);
  const caller = localAdministrator();
  const told: string[] = [];
  const listening = { caller, onChange: () => undefined };
  const topics = ["tail:RemoteAddress -eq '192.0.2.7' -and Data -like 'NOOP*'"];
  const stream = await live.listen({ ...listening, topics });
  const isTold = (text: string) =>
    eventually(() => {
      for (let event = stream.next(); event !== undefined; event = stream.next()) told.push(event.data);
      return told.join('\n').includes(text);
    });
  await logged('08D000000000001C', received('NOOP one'), received('QUIT'));
  await isTold('NOOP one');
  expect(told.join('\n')).not.toMatch(/QUIT|relay recipient/);
  await logged('08D000000000001D', ...Array.from({ length: 450 }, (_, at) => received(`NOOP ${at}`)));
  await isTold('"skipped":250');
  stream.close();
  await expect(live.listen({ ...listening, topics: ['tail:Colour -eq red'] })).rejects.toThrow(
    OperationInputError,
  );
  await live.close();
});

it('what was said in the last minutes is found by the same filter', async () => {
  await logged('08D00000000000C1', received('EHLO a'), received('VRFY one'), received('VRFY two'));
  const where = "Data -like 'VRFY*'";
  const found = await server.order(searchProtocolLog, { where });
  expect([found.lines.map(({ data }) => data), found.skipped]).toEqual([['VRFY one', 'VRFY two'], 0]);
  const last = await server.order(searchProtocolLog, { where, limit: 1 });
  expect([last.lines.map(({ data }) => data), last.skipped]).toEqual([['VRFY two'], 1]);
  await expect(server.order(searchProtocolLog, { where: 'Colour -eq red' })).rejects.toThrow(
    OperationInputError,
  );
});

it('§2.2: of a Receive connector its sessions, its messages, and what it has refused last are told', async () => {
  const session = '08D00000000000D1';
  await logged(session, received('RCPT TO:<x@example.com>'), sent('550 5.7.54 SMTP; Unable to relay'));
  const metrics = new Metrics({ service: 'front-end-transport', instance: 'fe' });
  const counts = new SessionMetrics(metrics);
  server.context.registry.carryMetrics(() => metrics.snapshot());
  const heard = async () => {
    for (let beat = 0; beat < 2; beat += 1) {
      await server.announced({ id: 'fe', service: 'front-end-transport' });
    }
  };
  const log = { error: () => undefined } as unknown as ConstructorParameters<typeof SeriesRecorder>[1]['log'];
  const recorder = new SeriesRecorder(server.context, { instance: 'admin', log });
  const step = Math.floor(Date.now() / 5_000);
  await heard();
  await recorder.recordRecent(step - 1);
  counts.opened(connector);
  counts.brought(connector);
  counts.brought(connector);
  counts.brought('MBX01\\another one');
  await heard();
  await recorder.recordRecent(step);
  const told = await server.order(getReceiveConnectorActivity, { identity: connector });
  expect(told).toMatchObject({ sessions: 1, messages: 2, logged: true, since: (step - 1) * 5_000 });
  expect(told.refusals[0]).toMatchObject({
    session,
    command: 'RCPT TO:<x@example.com>',
    question: { server: 'MBX01', port: 25, from: '192.0.2.7', recipient: 'x@example.com' },
  });
  const silent = String.raw`MBX01\Client Frontend MBX01`;
  const nothing = await server.order(getReceiveConnectorActivity, { identity: silent });
  expect(nothing).toMatchObject({ sessions: 0, messages: 0, logged: false, refusals: [] });
});

it('§2.2: of a Send connector the TLS that its connections reached, and how they were refused', async () => {
  const parameters = { Name: 'To Internet', AddressSpaces: '*', ProtocolLoggingLevel: 'Verbose' };
  await server.order(objectOperations.SendConnectors.New, { parameters });
  const sendLog = new ProtocolLog({ files, kind: 'SmtpSend' });
  const local = { address: '127.0.0.1', port: 4711 };
  for (const [id, version] of [
    ['08D00000000000E1', 'TLS1_3'],
    ['08D00000000000E2', undefined],
  ] as const) {
    const lines = new SessionLines(sendLog, { id, local, remote: { address: '192.0.2.25', port: 25 } });
    const reached = `TLS protocol SP_PROT_${version}_CLIENT negotiation succeeded using bulk encryption`;
    if (version !== undefined) lines.write({ event: '*', data: '', context: reached }, 'To Internet');
    lines.write(received(version === undefined ? '451 4.7.1 Greylisted' : '250 OK'), 'To Internet');
  }
  await sendLog.flush();
  const { connections } = await server.order(getSendConnectorActivity, { identity: 'To Internet' });
  expect(connections.toSorted((one, other) => one.session.localeCompare(other.session))).toMatchObject([
    { session: '08D00000000000E1', tls: 'TLS1_3', connected: true },
    { session: '08D00000000000E2', error: '451 4.7.1 Greylisted' },
  ]);
});
