import { localAdministrator } from '../caller.js';
import { TestServer } from '../spec-support/test-server.js';
import { LiveEvents, type OpenStream } from './live-events.js';

let server: TestServer;
let live: LiveEvents;
let open: OpenStream[];
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());
beforeEach(() => {
  live = new LiveEvents(server.context);
  open = [];
});
afterEach(async () => {
  for (const stream of open) stream.close();
  await live.close();
});

async function listen(name: string, ...topics: readonly string[]): Promise<OpenStream> {
  const caller = { ...localAdministrator(), name };
  const stream = await live.listen({ topics, caller, onChange: () => undefined });
  open.push(stream);
  return stream;
}
const tails = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `tail:RemoteAddress -eq '192.0.2.${from + at}'`);

it('one account does not take the streams of the others', async () => {
  for (let at = 0; at < 20; at += 1) await listen('ann', 'directory');
  await expect(listen('ann', 'directory')).rejects.toThrow('ann listens 20 times already');
  await listen('bob', 'directory');
  open[0]?.close();
  await listen('ann', 'directory');
});

it('nor their topics', async () => {
  await listen('ann', ...tails(0, 20));
  await listen('ann', ...tails(20, 20));
  await expect(listen('ann', ...tails(40, 20))).rejects.toThrow('ann would listen to more than 50 topics');
  await listen('ann', ...tails(30, 20));
});

it('what nobody listens to any more makes room', async () => {
  for (let at = 0; at < 15; at += 1) (await listen('ann', ...tails(at * 16, 16))).close();
  await expect(listen('bob', 'directory', ...tails(0, 16))).resolves.toBeDefined();
});

it('what was not listened to after all takes no room', async () => {
  for (let at = 0; at < 15; at += 1) {
    await expect(listen('ann', ...tails(at * 16, 16), 'messages:unknown')).rejects.toThrow('forgotten');
  }
  await expect(listen('ann', 'directory')).resolves.toBeDefined();
});

it('there are 200 topics at most, all of which somebody listens to', async () => {
  for (const [at, name] of ['ann', 'bob', 'cleo', 'dan'].entries()) {
    await listen(name, ...tails(at * 50, 20));
    await listen(name, ...tails(at * 50 + 20, 20));
    await listen(name, ...tails(at * 50 + 40, 10));
  }
  await expect(listen('eve', 'directory')).rejects.toThrow('200 topics are live already');
  open[0]?.close();
  await listen('eve', 'directory');
});
