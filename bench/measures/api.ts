import { setTimeout as pause } from 'node:timers/promises';

import { ApiClient, askEveryApart, type AskEvery } from '../load/api-client.js';
import { measure, type Load, type Measurement } from '../load/load.js';
import { shellMs, ShellTerminal } from '../load/shell.js';
import { markdownTable } from '../reports/report.js';
import type { ProbedMailyard } from '../targets/mailyard.js';
import { median, percentile } from './statistics.js';

const connectors = 2_000;
/** 200 a second. */
const intervalMs = 5;

/** What whoever asks the API waits, and what it costs the mail that is delivered meanwhile. */
interface ApiCost {
  /** Of a single object, with nothing else going on, and while mail is delivered as fast as it goes. */
  readonly aloneMs: number[];
  readonly besideMs: number[];
  /** Messages stored per second, without any request and with them. */
  readonly storedAlone: number[];
  readonly storedBeside: number[];
  /** Of the processor, for each request beside mail: the admin centre, and the client, which is on the same machine. */
  readonly serverCpuMs: number[];
  readonly clientCpuMs: number[];
  /** All connectors: in one answer, and by a shell that is started for it. */
  readonly listMs: number[];
  readonly shellListMs: number[];
  readonly shellStartMs: number[];
  readonly completionMs: number[];
}

export interface ApiBench {
  readonly load: Load;
  readonly rounds: number;
  readonly processor: string;
}

/** The API and the shell with thousands of connectors, without and beside mail, in turn. */
export async function measureApi(mailyard: ProbedMailyard, bench: ApiBench): Promise<string> {
  const objects = Array.from({ length: connectors }, (_, at) => connector(at));
  await mailyard.apply({ ReceiveConnectors: objects });
  const api = await mailyard.api();
  const client = new ApiClient(api);
  const terminal = new ShellTerminal(api.environment);
  await terminal.type('', prompt);
  const cost: ApiCost = {
    aloneMs: [],
    besideMs: [],
    storedAlone: [],
    storedBeside: [],
    serverCpuMs: [],
    clientCpuMs: [],
    listMs: [],
    shellListMs: [],
    shellStartMs: [],
    completionMs: [],
  };
  try {
    const asked: AskEvery = {
      api: { url: api.url, authorization: api.authorization },
      intervalMs,
      paths: objectPaths,
    };
    await askEveryApart(asked, AbortSignal.timeout(5_000));
    for (let round = 0; round < bench.rounds; round += 1) {
      await measureObjects(cost, { mailyard, asked, load: bench.load });
      await measureLists(cost, { client, terminal, environment: api.environment });
    }
  } finally {
    client.close();
    await terminal.close();
  }
  return table(cost, bench.processor);
}

async function measureObjects(
  cost: ApiCost,
  { mailyard, asked, load }: { mailyard: ProbedMailyard; asked: AskEvery; load: Load },
): Promise<void> {
  const alone = await measure(mailyard, load);
  cost.storedAlone.push(alone.storedPerSecond);
  cost.aloneMs.push(...(await askEveryApart(asked, AbortSignal.timeout(5_000))).ms);
  const delivered = new AbortController();
  const [beside, { ms, clientCpuMs }] = await Promise.all([
    measure(mailyard, load).finally(() => delivered.abort()),
    askEveryApart(asked, delivered.signal),
  ]);
  cost.storedBeside.push(beside.storedPerSecond);
  cost.besideMs.push(...ms);
  cost.serverCpuMs.push((adminCenterCpuMs(beside) - adminCenterCpuMs(alone)) / ms.length);
  cost.clientCpuMs.push(clientCpuMs / ms.length);
}

const adminCenterCpuMs = ({ usage }: Measurement): number =>
  1000 * (usage.get('admin-center')?.cpuSeconds ?? Number.NaN);

interface Lists {
  readonly client: ApiClient;
  readonly terminal: ShellTerminal;
  readonly environment: Readonly<Record<string, string>>;
}

async function measureLists(cost: ApiCost, { client, terminal, environment }: Lists): Promise<void> {
  // What the delivery before has left to do is not part of it.
  await pause(1_000);
  const begun = performance.now();
  await client.ask(`/receive-connectors?limit=10000`);
  cost.listMs.push(performance.now() - begun);
  cost.shellStartMs.push(await shellMs('1', environment));
  cost.shellListMs.push(await shellMs('Get-ReceiveConnector', environment));
  for (const [typed, shows] of completions) {
    cost.completionMs.push(await terminal.type(typed, shows));
    // Ctrl-C gives the line up.
    await terminal.type('\u0003', prompt);
  }
}

/** A cmdlet, a parameter, a value and the name of an object. */
const completions: readonly (readonly [string, RegExp])[] = [
  ['Get-Rece\t', /Get-ReceiveConnector/],
  ['Set-ReceiveConnector -Ban\t', /-Banner/],
  ['Set-ReceiveConnector -TransportRole Fr\t', /FrontendTransport/],
  ['Get-ReceiveConnector "Bench 1999\t', /MBX01\\Bench 1999/],
];

const prompt = /PS> $/;

const objectPaths = Array.from(
  { length: connectors },
  (_, at) => `/receive-connectors/${encodeURIComponent(`MBX01\\Bench ${at}`)}`,
);

/** For one client each, so that nobody is served by another one than before. */
function connector(at: number): object {
  return {
    Name: `Bench ${at}`,
    Server: 'MBX01',
    TransportRole: 'FrontendTransport',
    Bindings: ['0.0.0.0:25'],
    RemoteIPRanges: [`10.${Math.trunc(at / 250)}.${at % 250}.1`],
    PermissionGroups: ['AnonymousUsers'],
  };
}

function table(cost: ApiCost, processor: string): string {
  const times = (values: readonly number[]): string =>
    [50, 99].map((percent) => `${percentile(values, percent).toFixed(1)}`).join(' / ');
  const { storedAlone, storedBeside } = cost;
  const loss = 100 * (1 - median(storedBeside) / median(storedAlone));
  return markdownTable(
    [`${connectors.toLocaleString('en')} Receive connectors, on ${processor}`, 'p50 / p99 ms'],
    [
      ['one of them, 200 requests/s', times(cost.aloneMs)],
      ['the same beside mail', times(cost.besideMs)],
      [
        'CPU of a request beside mail: admin centre, client',
        `${median(cost.serverCpuMs).toFixed(2)}, ${median(cost.clientCpuMs).toFixed(2)}`,
      ],
      ['all of them in one answer', times(cost.listMs)],
      ['the shell starts and ends', times(cost.shellStartMs)],
      ['Get-ReceiveConnector in a new shell', times(cost.shellListMs)],
      ['Tab in the shell', times(cost.completionMs)],
      ['messages stored/s without requests', median(storedAlone).toFixed(0)],
      ['with them', `${median(storedBeside).toFixed(0)} (${loss.toFixed(1)} % less)`],
    ],
  );
}
