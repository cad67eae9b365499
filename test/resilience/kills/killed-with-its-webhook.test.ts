import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { eventually, processTree } from '@mailyard/testing';

import { message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { organizationText } from '../../stack/organization.js';
import { Services } from '../../stack/services.js';

const messages = 120;

interface Item {
  readonly id: string;
  readonly messageId: string;
}

let stack: Services;
let server: Server;
/** What was acknowledged by the endpoint, in order. */
const taken: Item[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const said = JSON.parse(Buffer.concat(pieces).toString()) as { readonly messages: readonly Item[] };
      taken.push(...said.messages);
      // A moment in which hub and agent can die between the taking and the answer.
      setTimeout(() => response.end(), 15);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  stack = await Services.start({
    organization: organizationText({
      acceptedDomains: [{ Name: 'tickets', DomainName: 'tickets.contoso.com', DomainType: 'InternalRelay' }],
      more: {
        DeliveryAgentConnectors: [
          {
            Name: 'Tickets',
            AddressSpaces: ['tickets.contoso.com'],
            DeliveryProtocol: 'HTTP-WEBHOOK',
            AgentSettings: {
              Url: `http://127.0.0.1:${port}/`,
              AllowedInternalAddresses: '127.0.0.1',
            },
          },
        ],
      },
    }),
  });
}, 90_000);
afterAll(async () => {
  await stack.stop();
  server.closeAllConnections();
  server.close();
}, 60_000);

async function killAgent(): Promise<void> {
  const tree = await processTree(stack.service('hub-transport').pid ?? 0);
  const agent = tree.findLast(({ commandLine }) => commandLine.includes('http-webhook-agent'));
  if (agent !== undefined) process.kill(agent.pid, 'SIGKILL');
}

it('SIGKILL of hub and agent while messages flow: nothing is lost, and what comes twice has the same key', async () => {
  const accepted = new Set<string>();
  for (let sent = 1; sent <= messages; sent += 1) {
    const each = message({ subject: String(sent) });
    // One that got no 250 is sent again, as by any client.
    await eventually(
      async () => {
        const client = await greeted(stack.site.port(25));
        const reply = await transact(client, each, { to: ['x@tickets.contoso.com'] });
        await client.quit();
        expect(reply.code).toBe(250);
      },
      { deadlineMs: 30_000, what: `a 250 for message ${sent}` },
    );
    accepted.add(each.id);
    if (sent % 40 === 15) await killAgent();
    if (sent % 40 !== 30) continue;
    await stack.kill('hub-transport');
    await stack.startService('hub-transport');
  }
  await eventually(
    () => expect(accepted.difference(new Set(taken.map(({ messageId }) => messageId)))).toEqual(new Set()),
    { deadlineMs: 60_000, what: 'every message at the endpoint' },
  );
  const keys = Map.groupBy(taken, ({ messageId }) => messageId);
  for (const some of keys.values()) expect(new Set(some.map(({ id }) => id)).size).toBe(1);
}, 180_000);
