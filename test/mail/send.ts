import { TestClient, type TestClientOptions, type ClientReply } from '@mailyard/testing';

import { dotStuffed, type Message } from './message.js';

export interface SendOptions {
  /** Reverse-path without brackets; empty is the null reverse-path. */
  readonly from?: string;
  readonly to?: readonly string[];
  readonly mailParameters?: string;
  readonly rcptParameters?: string;
}

/** Connects and says EHLO. */
export async function greeted(port: number, options: TestClientOptions = {}): Promise<TestClient> {
  const client = await TestClient.connect(port, options);
  await client.expect(/^220 /);
  await client.ehlo();
  return client;
}

/** One transaction with DATA on an open session; the final reply, whatever it is. */
export async function transact(
  client: TestClient,
  sent: Message,
  options: SendOptions = {},
): Promise<ClientReply> {
  await openEnvelope(client, options);
  await client.command('DATA', /^354 /);
  await client.sendRaw(dotStuffed(sent.octets));
  return client.reply();
}

/** MAIL and RCPT, each of which must be accepted. */
export async function openEnvelope(client: TestClient, options: SendOptions = {}): Promise<void> {
  const { from = 'sender@example.net', to = ['alice@contoso.com'] } = options;
  const { mailParameters = '', rcptParameters = '' } = options;
  await client.command(`MAIL FROM:<${from}>${withSpace(mailParameters)}`, /^250 2\.1\.0 /);
  for (const recipient of to) {
    await client.command(`RCPT TO:<${recipient}>${withSpace(rcptParameters)}`, /^250 2\.1\.5 /);
  }
}

/** A whole session for one message, which must be taken over. */
export async function submit(port: number, sent: Message, options: SendOptions = {}): Promise<ClientReply> {
  const client = await greeted(port);
  const reply = await transact(client, sent, options);
  if (reply.code !== 250) throw new Error(`not taken over: ${reply.text}`);
  await client.quit();
  return reply;
}

function withSpace(parameters: string): string {
  return parameters === '' ? '' : ` ${parameters}`;
}
