import { TestClient } from '@mailyard/testing';

import { message, type Message } from '../mail/message.js';
import type { Certificate } from '../stack/certificate.js';
import { demoPassword, type Site } from '../stack/site.js';
import type { Entrance, State } from './answers/defined-answer.js';

const user = 'alice@contoso.com';
const login = Buffer.from(`\0${user}\0${demoPassword}`).toString('base64');

/** A session at an entrance, brought as far as a case needs it. */
export class EntranceSession {
  readonly message: Message;
  readonly #sender: string;

  private constructor(
    readonly client: TestClient,
    readonly entrance: Entrance,
  ) {
    this.#sender = entrance === '587 user' ? user : 'sender@example.net';
    this.message = message({ from: this.#sender, body: '' });
  }

  static async open(
    entrance: Entrance,
    state: State,
    { site, certificate }: { readonly site: Site; readonly certificate: Certificate },
  ): Promise<EntranceSession> {
    const [port = '', kind] = entrance.split(' ');
    const client = await TestClient.connect(site.port(Number(port)), { deadlineMs: 20_000 });
    const session = new EntranceSession(client, entrance);
    await client.expect(/^220 /);
    if (kind !== undefined) await session.#startTls(kind === 'server' ? certificate : undefined);
    if (kind === 'user' && state !== 'connected') {
      await session.#hello();
      await client.command(`AUTH PLAIN ${login}`, /^235 /);
    }
    await session.#advance(state);
    return session;
  }

  /** What a case sends, in the words of this entrance. */
  octets(sent: string): Buffer {
    const { octets } = this.message;
    const text = sent
      .replaceAll('EHLO', this.#helloVerb)
      .replaceAll('sender@example.net', this.#sender)
      .replaceAll('{size}', String(octets.length))
      .replaceAll('{message}', octets.toString('latin1'));
    return Buffer.from(text, 'latin1');
  }

  get #helloVerb(): string {
    return this.entrance.startsWith('475') ? 'LHLO' : 'EHLO';
  }

  async #hello(): Promise<void> {
    await this.client.command(`${this.#helloVerb} client.example`, /^250/);
  }

  async #startTls(certificate: Certificate | undefined): Promise<void> {
    await this.#hello();
    const command = certificate === undefined ? 'STARTTLS' : 'X-ANONYMOUSTLS';
    await this.client.upgradeTls({ command, ...certificate });
  }

  async #advance(state: State): Promise<void> {
    const { client } = this;
    if (state === 'connected') return;
    await this.#hello();
    if (state === 'EHLO') return;
    await client.command(`MAIL FROM:<${this.#sender}>`, /^250 2\.1\.0 /);
    if (state === 'MAIL') return;
    await client.command('RCPT TO:<alice@contoso.com>', /^250 2\.1\.5 /);
    if (state === 'RCPT') return;
    await client.command('DATA', /^354 /);
    await client.sendRaw(this.message.octets);
  }
}
