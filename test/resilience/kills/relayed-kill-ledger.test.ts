import { randomInt } from 'node:crypto';

import { DnsZone, eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { Launched, launchedServices } from '../../stack/launched.js';
import { organizationText } from '../../stack/organization.js';
import { ReceivingHost } from '../../stack/receiving-host.js';
import { byDns, printers, sendConnector } from '../../stack/relay.js';
import { carryOut, killPlan, seededRandom } from './kill-plan.js';
import { SteadyLoad, type Attempt } from '../load/steady-load.js';

const messagesMin = 200;
/** Connections to one destination, one message on each: so many can be repeated after a kill. */
const lanes = 4;
const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));
const gone = 'gone@smart.example';
/** By smart host, by DNS, by DNS through Front End, to a mailbox here, and what the host there refuses. */
const ways = ['x@smart.example', 'x@direct.example', 'x@proxied.example', 'bob@contoso.com', gone];
const servedBy = ({ messages }: ReceivingHost): readonly string[] =>
  [...new Set(messages.flatMap(({ recipients }) => recipients))].toSorted();

describe('kill ledger with relayed mail: what was taken over leaves or is told, whoever is killed (P2)', () => {
  let dns: DnsZone;
  let host: ReceivingHost;
  let stack: Launched;

  beforeAll(async () => {
    dns = await DnsZone.start({
      'direct.example': { MX: [[10, 'mx.direct.example']] },
      'proxied.example': { MX: [[10, 'mx.proxied.example']] },
      'mx.direct.example': { A: ['127.0.0.1'] },
      'mx.proxied.example': { A: ['127.0.0.1'] },
    });
    host = await ReceivingHost.start({
      says: (line) => (line.startsWith(`RCPT TO:<${gone}>`) ? '550 5.1.1 No such user here\r\n' : undefined),
    });
    stack = await Launched.start({
      organization: organizationText({
        transportSettings: { MaxConcurrentMailboxDeliveries: lanes },
        serverSettings: {
          InternalDNSServers: [`127.0.0.1:${dns.server.port}`],
          MaxPerDomainOutboundConnections: lanes,
        },
        connectors: [printers],
        more: {
          SendConnectors: [
            sendConnector('smart', host.port),
            sendConnector('direct', host.port, byDns),
            sendConnector('proxied', host.port, { ...byDns, FrontendProxyEnabled: true }),
          ],
        },
      }),
    });
  }, 90_000);
  afterAll(async () => {
    await stack.stop();
    await host[Symbol.asyncDispose]();
    await dns[Symbol.asyncDispose]();
  }, 90_000);

  it(`every 250 is found, duplicates at most what was in flight at a kill (KILL_SEED=${seed})`, async () => {
    const plan = killPlan(launchedServices, { times: 2, random: seededRandom(seed), pauseMsMax: 2500 });
    const ledger = new Ledger();
    let turn = 0;
    const load = new SteadyLoad({ port: stack.site.port(25) }, ledger, (): Attempt => {
      const to = ways[turn++ % ways.length] ?? gone;
      const sent = message({ from: 'alice@contoso.com', to, body: `${'x'.repeat(70)}\r\n`.repeat(30) });
      return {
        sent,
        envelope: { from: 'alice@contoso.com', to: [to] },
        recipients: [to === 'bob@contoso.com' ? 'bob' : to],
      };
    });
    await carryOut(plan, stack);
    await eventually(() => ledger.acceptedMessages >= messagesMin, {
      deadlineMs: 30_000,
      what: 'enough messages',
    });
    const unacknowledged = await load.end();

    // Three destinations, and the mailbox database.
    const bound = plan.length * lanes * 4;
    const counted = { site: stack.site, redis: stack.redis, hosts: [host] };
    const balance = await expectBalance(counted, ledger, { deadlineMs: 60_000, duplicatesMax: bound });
    const killed = plan.map(({ victim }) => victim).join(', ');
    console.log(
      `seed ${seed}; killed ${killed}; accepted ${balance.accepted}, delivered ${balance.delivered}, ` +
        `failed ${balance.failed}, duplicates ${balance.duplicates} of at most ${bound}, ` +
        `attempts without 250 ${unacknowledged}`,
    );
    expect(servedBy(host)).toEqual(['x@direct.example', 'x@proxied.example', 'x@smart.example']);
    expect(balance.failed).toBeGreaterThan(0);
  }, 150_000);
});
