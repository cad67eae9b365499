import { TestClient } from '@mailyard/testing';

import { connectorOf } from './contoso.js';
import type { RunningHub, TestOrganization } from './test-organization.js';

/** What a connector with Exchange’s defaults for a Front End on 25 shows before TLS. */
export const usualEhlo = [
  'SIZE 37748736',
  'PIPELINING',
  'DSN',
  'ENHANCEDSTATUSCODES',
  'STARTTLS',
  'X-ANONYMOUSTLS',
  '8BITMIME',
  'BINARYMIME',
  'CHUNKING',
  'SMTPUTF8',
];

/** What is sent, less its last CRLF, and the replies to it. */
export type Step = readonly [string, ...(readonly RegExp[])];

/** Parameters of a connector, and what they do on the wire. */
export interface ParameterRow {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly ehlo: readonly string[];
  readonly steps: readonly Step[];
}

export const mail: Step = ['MAIL FROM:<x@fabrikam.com>', /^250 2\.1\.0 Sender OK$/];
export const rcpt: Step = ['RCPT TO:<alice@contoso.com>', /^250 2\.1\.5 Recipient OK$/];
export const queued = /^250 2\.6\.0 .* Queued mail for delivery$/;

const anonymous = {
  AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer'],
  PermissionGroups: ['AnonymousUsers', 'ExchangeServers'],
};

/** A client of an anonymous connector with these parameters, greeted. */
export async function clientOf(
  settings: ParameterRow['settings'],
  { test, hub }: { readonly test: TestOrganization; readonly hub: RunningHub },
): Promise<TestClient> {
  const { port } = await test.frontEnd(connectorOf({ ...anonymous, ...settings }), [hub.hub]);
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  return client;
}

/** The row on the wire: EHLO line for line, then its steps. */
export async function expectRow({ ehlo, steps }: ParameterRow, client: TestClient): Promise<void> {
  const { lines } = await client.command('EHLO client.example', /^250-/);
  expect(lines).toEqual(['mbx01.contoso.com Hello [127.0.0.1]', ...ehlo]);
  await say(client, steps);
  await client.quit();
}

export async function say(client: TestClient, steps: readonly Step[]): Promise<void> {
  for (const [sent, ...replies] of steps) {
    await client.sendRaw(`${sent}\r\n`);
    for (const reply of replies) await client.expect(reply);
  }
}

/** For `it.each`: the settings are the name. */
export function named(rows: readonly ParameterRow[]): readonly (readonly [string, ParameterRow])[] {
  return rows.map((row) => [JSON.stringify(row.settings).slice(1, -1) || 'by default', row]);
}
