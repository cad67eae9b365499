import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { on } from 'node:events';
import { fileURLToPath } from 'node:url';

import { Directory, type ObjectsToPut } from '@mailyard/directory';
import { connectRedis } from '@mailyard/service';
import { cpuMs, startRedis } from '@mailyard/testing';

import type { ServiceReport } from './directory-service.js';
import { median } from '../measures/statistics.js';

const [mailboxes, connectors, changes] = [20_000, 2000, 50];

/** What an organization at size costs; milliseconds are those of the processor, except the last. */
export interface DirectoryCost {
  readonly mailboxes: number;
  readonly connectors: number;
  readonly applyMs: number;
  readonly firstLoadMs: number;
  /** Connectors included. */
  readonly bytesPerMailbox: number;
  readonly changeMs: number;
  readonly followMs: number;
  /** From the order to the moment from which a service goes by it, on the clock. */
  readonly inForceAfterMs: number;
}

/** A writer here and a service that follows, in a process of its own. */
export async function measureDirectory(): Promise<DirectoryCost> {
  const server = await startRedis();
  const redis = connectRedis({ redisUrl: server.url }, { role: 'worker' });
  const writer = await Directory.open({ redis });
  try {
    const applyMs = await cpuMs(() => writer.put(organizationAtSize()));
    return { mailboxes, connectors, applyMs, ...(await measureService(writer, server.url)) };
  } finally {
    writer.close();
    redis.disconnect();
    await server.stop();
  }
}

async function measureService(
  writer: Directory,
  redisUrl: string,
): Promise<Omit<DirectoryCost, 'mailboxes' | 'connectors' | 'applyMs'>> {
  const script = fileURLToPath(new URL('directory-service.js', import.meta.url));
  const service = fork(script, [redisUrl], { execArgv: ['--expose-gc'] });
  try {
    const messages = on(service, 'message')[Symbol.asyncIterator]();
    const next = async (): Promise<ServiceReport> => {
      const [report] = (await messages.next()).value as readonly ServiceReport[];
      if (report === undefined) throw new Error('the service has said nothing');
      return report;
    };
    const [before, loaded, idle] = [await next(), await next(), await next()];
    const after: number[] = [];
    let last = idle;
    const changeMs = await cpuMs(async () => {
      for (let index = 0; index < changes; index += 1) {
        const ordered = Date.now();
        await writer.put({ Mailboxes: [changed(writer, index)] });
        last = await next();
        after.push(last.at - ordered);
      }
    });
    return {
      firstLoadMs: loaded.cpuMs - before.cpuMs,
      bytesPerMailbox: (idle.heapBytes - before.heapBytes) / mailboxes,
      changeMs: changeMs / changes,
      followMs: (last.cpuMs - idle.cpuMs) / changes,
      inForceAfterMs: median(after),
    };
  } finally {
    service.disconnect();
  }
}

/** Another mailbox each time, with one more address. */
function changed(writer: Directory, index: number) {
  const list = writer.organization.mailboxes;
  const mailbox = list[(index * 397) % list.length];
  if (mailbox === undefined) throw new Error('the organization has no mailboxes');
  return { ...mailbox, EmailAddresses: [...mailbox.EmailAddresses, `new${index}@contoso.com`] };
}

function organizationAtSize(): ObjectsToPut {
  const Guid = () => randomUUID();
  return {
    Servers: [{ Guid: Guid(), Name: 'MBX01', Fqdn: 'mbx01.contoso.com' }],
    AcceptedDomains: [{ Guid: Guid(), Name: 'contoso.com', DomainName: 'contoso.com', Default: true }],
    TransportSettings: [{ Guid: Guid() }],
    Mailboxes: Array.from({ length: mailboxes }, (_, index) => ({
      Guid: Guid(),
      Name: `User ${index}`,
      PrimarySmtpAddress: `user${index}@contoso.com`,
      EmailAddresses: [`first.last${index}@contoso.com`],
    })),
    ReceiveConnectors: Array.from({ length: connectors }, (_, index) => ({
      Guid: Guid(),
      Name: `Application ${index}`,
      Server: 'MBX01',
      Fqdn: 'mbx01.contoso.com',
      TransportRole: 'FrontendTransport',
      Bindings: '0.0.0.0:25',
      RemoteIPRanges: `10.${index >> 8}.${index & 255}.0/24`,
      Enabled: false,
    })),
  };
}
