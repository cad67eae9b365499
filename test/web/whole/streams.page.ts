import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Page } from 'playwright-core';

import { inBrowser } from '../browser.js';
import { order } from '../order.js';
import { visit } from '../stack.js';

/** A proxy as stands before the admin centre, which cuts streams when it likes. */
class Proxy {
  readonly #server: Server;
  readonly #streams = new Set<IncomingMessage>();
  /** Of each stream that was asked for: where the one before ended. */
  readonly asked: (string | undefined)[] = [];
  isCutting = false;

  constructor(readonly target: number) {
    this.#server = createServer((asked, answer) => this.#pass(asked, answer));
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get streams(): number {
    return this.#streams.size;
  }

  cut(): void {
    this.isCutting = true;
    for (const stream of this.#streams) stream.socket.destroy();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const isStream = asked.url?.startsWith('/api/v1/events') === true;
    if (isStream && this.isCutting) {
      asked.socket.destroy();
      return;
    }
    if (isStream) {
      this.#streams.add(asked);
      const { searchParams } = new URL(asked.url ?? '', 'http://proxy');
      this.asked.push(
        asked.headers['last-event-id']?.toString() ?? searchParams.get('lastEventId') ?? undefined,
      );
      asked.socket.once('close', () => this.#streams.delete(asked));
    }
    const { method, headers, url } = asked;
    const onward = request({ port: this.target, host: '127.0.0.1', method, headers, path: url }, (told) => {
      answer.writeHead(told.statusCode ?? 502, told.headers);
      told.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.once('close', () => onward.destroy());
    asked.pipe(onward);
  }
}

inBrowser('The one stream', () => {
  const { visitor, site } = visit('/queue-viewer/queues');
  let proxy: Proxy;
  let url: string;
  beforeAll(async () => {
    proxy = new Proxy(site().port(8080));
    url = await proxy.listen();
    const { page } = visitor();
    await live(page);
    // Cookies know no ports: who is signed in is signed in here, too.
    await page.goto(`${url}/queue-viewer/queues`);
    await live(page);
  }, 30_000);
  afterAll(() => proxy.close());
  const live = (page: Page) => page.locator('.status-line [data-state=good]').waitFor();
  const suspended = (page: Page, is: boolean) =>
    page
      .getByRole('row')
      .filter({ hasText: 'Unreachable Domain' })
      .getByText(is ? 'Suspended' : /Ready|Active/)
      .waitFor();

  it('twelve tabs are live by one event stream (acceptance 26)', async () => {
    const context = visitor().page.context();
    const tabs = await Promise.all(
      Array.from({ length: 11 }, async (_, at) => {
        const tab = await context.newPage();
        await tab.goto(`${url}/${at % 2 === 0 ? 'queue-viewer/queues' : 'servers/services'}`);
        await live(tab);
        return tab;
      }),
    );
    expect(proxy.streams).toBe(1);
    await order(site(), 'Suspend-Queue', { queue: 'Unreachable' });
    await Promise.all(tabs.filter((_, at) => at % 2 === 0).map((tab) => suspended(tab, true)));
    await order(site(), 'Resume-Queue', { queue: 'Unreachable' });
    await Promise.all(tabs.map((tab) => tab.close()));
  });

  it('cut by a proxy, it goes on where it ended: what happened meanwhile is shown (acceptance 28)', async () => {
    const { page } = visitor();
    await live(page);
    proxy.cut();
    await page.getByText(/live updates stopped at/).waitFor();
    await order(site(), 'Suspend-Queue', { queue: 'Unreachable' });
    proxy.isCutting = false;
    await live(page);
    await suspended(page, true);
    expect(proxy.asked.at(-1)).toMatch(/^[\da-f]+-\d+$/);
    await order(site(), 'Resume-Queue', { queue: 'Unreachable' });
    await suspended(page, false);
    visitor().forgive(/ERR_(?:EMPTY_RESPONSE|CONNECTION|INCOMPLETE)/);
    await visitor().expectGood('queues-live-again');
  });
});
