import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { eventually } from '@mailyard/testing';

import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { organizationText } from '../stack/organization.js';
import { printers, sendConnector } from '../stack/relay.js';
import { Services } from '../stack/services.js';

const [low, high] = ['X-Priority: 5', 'X-Priority: 1'];

describe('a host that is slow to answer', () => {
  let host: SlowHost;
  let stack: Services;

  beforeAll(async () => {
    host = await SlowHost.start();
    stack = await Services.start({
      services: ['hub-transport', 'front-end-transport'],
      organization: organizationText({
        connectors: [printers],
        transportSettings: { PriorityQueuingEnabled: true },
        more: { SendConnectors: [sendConnector('slow', host.port)] },
      }),
    });
  }, 90_000);
  afterAll(async () => {
    await stack.stop();
    await host.close();
  }, 60_000);

  async function submit(priority: string): Promise<void> {
    const to = 'user@slow.example';
    const client = await greeted(stack.site.port(25));
    const { code } = await transact(client, message({ to, fields: [priority] }), { to: [to] });
    expect(code).toBe(250);
    client.close();
  }

  it('has two messages of low priority at a time, and a high one with them (MaxPerDomain…PriorityConnections)', async () => {
    for (let count = 0; count < 6; count += 1) await submit(low);
    await eventually(() => host.heldWith(low) === 2, { deadlineMs: 20_000, what: 'two of low priority' });
    await submit(high);
    await eventually(() => host.heldWith(high) === 1, { deadlineMs: 20_000, what: 'the high one' });
    expect(host.heldWith(low)).toBe(2);
    host.answer();
    await eventually(() => host.taken.length === 7, { deadlineMs: 30_000, what: 'all of them' });
    expect(host.mostWith(low)).toBe(2);
  }, 90_000);
});

/** Takes mail, and says so of none until it is told to. */
class SlowHost {
  readonly taken: string[] = [];
  readonly #held = new Map<Socket, string>();
  readonly #most = new Map<string, number>();
  #answers = false;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.#serve(socket));
  }

  static async start(): Promise<SlowHost> {
    const host = new SlowHost(createServer());
    host.server.listen(0, '127.0.0.1');
    await once(host.server, 'listening');
    return host;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Messages with that field that wait for their 250. */
  heldWith(field: string): number {
    return [...this.#held.values()].filter((content) => content.includes(field)).length;
  }

  /** At any time. */
  mostWith(field: string): number {
    return this.#most.get(field) ?? 0;
  }

  answer(): void {
    this.#answers = true;
    for (const socket of this.#held.keys()) this.#take(socket);
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }

  #take(socket: Socket): void {
    this.taken.push(this.#held.get(socket) ?? '');
    this.#held.delete(socket);
    if (socket.writable) socket.write('250 2.0.0 ok\r\n');
  }

  #hold(socket: Socket, content: string): void {
    this.#held.set(socket, content);
    for (const field of [low, high]) {
      this.#most.set(field, Math.max(this.mostWith(field), this.heldWith(field)));
    }
    if (this.#answers) this.#take(socket);
  }

  #serve(socket: Socket): void {
    let [rest, content]: [string, string | undefined] = ['', undefined];
    const take = (line: string): void => {
      if (content === undefined) {
        content = line === 'DATA' ? '' : undefined;
        socket.write(line === 'DATA' ? '354 go on\r\n' : '250 2.0.0 ok\r\n');
      } else if (line === '.') {
        this.#hold(socket, content);
        content = undefined;
      } else {
        content += `${line}\r\n`;
      }
    };
    socket.on('error', () => undefined);
    socket.write('220 mail.example ESMTP\r\n');
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
  }
}
