import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { organizationText } from '../../stack/organization.js';
import { printers, sendConnector } from '../../stack/relay.js';
import { Services, type ServiceName } from '../../stack/services.js';
import { SteadyLoad } from '../load/steady-load.js';

/** The lock of a job, two looks for stalled ones, and some time for the other hub to deliver. */
const frozenMs = 18_000;
const hubs: readonly ServiceName[] = ['hub-transport', 'second hub-transport'];

describe('a hub frozen for longer than its lock never delivers what another one has delivered', () => {
  let small: HesitantHost;
  let large: HesitantHost;
  let stack: Services;

  beforeAll(async () => {
    small = await HesitantHost.start('DATA');
    large = await HesitantHost.start('RCPT');
    stack = await Services.start({
      services: ['mailbox-delivery', 'hub-transport', 'front-end-transport'],
      organization: organizationText({
        connectors: [printers],
        more: {
          SendConnectors: [sendConnector('small', small.port), sendConnector('large', large.port)],
        },
      }),
    });
  }, 90_000);
  afterAll(async () => {
    for (const name of hubs) signal(name, 'SIGCONT');
    await stack.stop();
    await small.close();
    await large.close();
  }, 60_000);

  function signal(name: ServiceName, what: 'SIGSTOP' | 'SIGCONT'): void {
    const { pid } = stack.service(name);
    if (pid !== undefined) process.kill(pid, what);
  }

  async function submit(to: string, bytes: number): Promise<void> {
    const client = await greeted(stack.site.port(25));
    const sent = message({ to, body: `${'x'.repeat(70)}\r\n`.repeat(bytes / 72) });
    const { code } = await transact(client, sent, { to: [to] });
    expect(code).toBe(250);
    client.close();
  }

  it('to strangers: amid a message, whichever way it goes', async () => {
    await submit('x@small.example', 1_000);
    await submit('x@large.example', 400_000);
    await eventually(() => small.hesitates && large.hesitates, {
      deadlineMs: 20_000,
      what: 'both under way',
    });
    signal('hub-transport', 'SIGSTOP');
    await stack.startService('second hub-transport');
    for (const host of [small, large]) {
      await eventually(() => host.taken === 1, { deadlineMs: 40_000, what: 'the delivery of another hub' });
    }
    for (const host of [small, large]) host.goOn();
    signal('hub-transport', 'SIGCONT');
    for (const host of [small, large]) {
      await eventually(() => host.given === 1, { deadlineMs: 20_000, what: 'the end of the late attempt' });
    }
    await expectBalance(stack, new Ledger());
    expect([small.taken, large.taken]).toEqual([1, 1]);
  }, 150_000);

  it('to mailboxes: at any moment, with messages under way in either hub', async () => {
    const ledger = new Ledger();
    const load = new SteadyLoad({ port: stack.site.port(25) }, ledger, () => ({
      sent: message({ body: `${'x'.repeat(70)}\r\n`.repeat(30) }),
      envelope: {},
      recipients: ['alice'],
    }));
    for (const name of hubs) {
      const before = ledger.acceptedMessages;
      await eventually(() => ledger.acceptedMessages > before + 30, { deadlineMs: 60_000, what: 'load' });
      signal(name, 'SIGSTOP');
      await pause(frozenMs);
      signal(name, 'SIGCONT');
    }
    await load.end();
    const { delivered } = await expectBalance(stack, ledger, { deadlineMs: 60_000 });
    expect(delivered).toBeGreaterThan(100);
  }, 180_000);
});

/** Takes mail, but answers that command of its first session with mail only when it is told to. */
class HesitantHost {
  /** Messages that have come to their end. */
  taken = 0;
  /** Sessions that ended amid a message. */
  given = 0;
  #held: (() => void) | undefined;
  #hesitated = false;

  private constructor(
    private readonly server: Server,
    private readonly verb: string,
  ) {
    server.on('connection', (socket) => this.#serve(socket));
  }

  static async start(verb: string): Promise<HesitantHost> {
    const host = new HesitantHost(createServer(), verb);
    host.server.listen(0, '127.0.0.1');
    await once(host.server, 'listening');
    return host;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get hesitates(): boolean {
    return this.#held !== undefined;
  }

  goOn(): void {
    this.#held?.();
    this.#held = undefined;
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }

  #serve(socket: Socket): void {
    let [rest, inContent] = ['', false];
    const take = (line: string): void => {
      if (inContent && line !== '.') return;
      if (inContent) this.taken += 1;
      inContent = !inContent && line === 'DATA';
      this.#answer(socket, line, inContent);
    };
    socket.on('error', () => undefined).on('close', () => (this.given += inContent ? 1 : 0));
    socket.write('220 mail.example ESMTP\r\n');
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
  }

  #answer(socket: Socket, line: string, begins: boolean): void {
    const say = (): void => {
      if (socket.writable) socket.write(begins ? '354 go on\r\n' : '250 2.0.0 ok\r\n');
    };
    const hesitates = line.startsWith(this.verb) && !this.#hesitated;
    if (!hesitates) return say();
    this.#hesitated = true;
    this.#held = say;
  }
}
