import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { tempDir } from '@mailyard/testing';

import { comparisons } from './reports/comparisons.js';
import { measureDirectory } from './directory/directory.js';
import { sampleOnce } from './load/latency.js';
import { measure, smtpSourceInstalled, type Load } from './load/load.js';
import { describeMachine, describeProcessor } from './measures/machine.js';
import { watchOtherWork } from './measures/other-work.js';
import { profileColumns, profileRows, profileWhile } from './measures/profile.js';
import {
  directoryTable,
  loadName,
  markdownTable,
  rateTable,
  sessionTable,
  usageTable,
  type Result,
} from './reports/report.js';
import { startSink } from './load/sink.js';
import { measureSearches, searchTable } from './measures/search.js';
import { measureIdleSessions, measureSessions, type SessionCost } from './load/sessions.js';
import { startEdge, startMailyard, startProbedMailyard, type ProbedMailyard } from './targets/mailyard.js';
import { postfixInstalled, startPostfix } from './targets/postfix.js';
import { ways, type Sinks, type Target, type Way } from './targets/target.js';
import { measureWork, workColumns, workRows } from './measures/work.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** Only the loads with so many sessions, or messages of so many octets. */
    sessions: { type: 'string' },
    bytes: { type: 'string' },
    /** Only the loads that go this way: mailbox, relay, far, or proxied. */
    way: { type: 'string' },
    /** Only one part: mail, sessions, work, search, tracking, retry, next-hops, api, edge, or directory. */
    only: { type: 'string' },
    /** Where the time of each service goes, stage by stage, and nothing else. */
    profile: { type: 'boolean', default: false },
    /** Also write the tables, with machine and method, to this file. */
    markdown: { type: 'string' },
  },
});

const processor = await describeProcessor();

if (options.only === 'directory') {
  await benchDirectory();
} else if (options.only === 'work') {
  await withProbes(countWork);
} else if (!smtpSourceInstalled()) {
  console.log('bench: skipped, /usr/sbin/smtp-source is missing (Debian: apt-get install postfix)');
} else if (options.profile) {
  await withProbes(profile);
} else if (options.only === 'search') {
  await withProbes(search);
} else if (options.only === 'edge') {
  await benchEdge();
} else if (comparisons.has(options.only ?? '')) {
  await withProbes(compare);
} else {
  await bench();
}

/** Mailyard alone, with processes that tell what they do. */
async function withProbes(act: (mailyard: ProbedMailyard) => Promise<void>): Promise<void> {
  const dir = await tempDir('mailyard-bench');
  await chmod(dir.path, 0o755);
  const sinks = await startSinks();
  const mailyard = await startProbedMailyard(await folder(dir.path, 'mailyard'), sinks);
  try {
    await act(mailyard);
  } finally {
    await mailyard.stop();
    await sinks.stop();
    await dir.remove();
  }
}

async function countWork(mailyard: ProbedMailyard): Promise<void> {
  const rows = [];
  for (const reused of [true, false]) {
    const load = `5 KB, ${reused ? 'reused' : 'new'} connection`;
    rows.push(...workRows(load, await measureWork(mailyard, { reused })));
  }
  await write(markdownTable(workColumns, rows));
}

async function profile(mailyard: ProbedMailyard): Promise<void> {
  await warmUp(mailyard);
  const [sessions, bytes] = [Number(options.sessions ?? 20), Number(options.bytes ?? 5000)];
  const way = ways.find((each) => each === options.way) ?? 'mailbox';
  const load = { sessions, bytes, reused: true, messages: options.quick ? 1000 : 5000, way };
  const services = await profileWhile(mailyard.processes, () => measure(mailyard, load));
  const rows = [...services].flatMap(([name, times]) => profileRows(name, times, load.messages));
  await write(`${loadName(load)}, ${processor}\n\n${markdownTable(profileColumns, rows)}`);
}

async function search(mailyard: ProbedMailyard): Promise<void> {
  await warmUp(mailyard);
  const load = { sessions: 20, bytes: 5000, reused: true, messages: options.quick ? 3000 : 10_000 };
  const waiting = options.quick ? 20_000 : 100_000;
  await write(searchTable(await measureSearches(mailyard, { load, waiting }), processor));
}

async function compare(mailyard: ProbedMailyard): Promise<void> {
  await warmUp(mailyard);
  const comparison = comparisons.get(options.only ?? '');
  if (comparison !== undefined) await write(await comparison(mailyard, { quick: options.quick, processor }));
}

/** What an Edge takes and passes on, beside Front End and hub that relay the same. */
async function benchEdge(): Promise<void> {
  const dir = await tempDir('mailyard-bench');
  const sinks = await startSinks();
  const targets: Target[] = [];
  try {
    await chmod(dir.path, 0o755);
    targets.push(await startEdge(await folder(dir.path, 'edge'), sinks));
    targets.push(await startMailyard(await folder(dir.path, 'mailyard'), sinks));
    const load = { sessions: 20, bytes: 5000, reused: true, messages: options.quick ? 500 : 5000 } as const;
    const relayed = { ...load, way: 'relay' } as const;
    for (const target of targets) await measure(target, { ...relayed, messages: 8000 });
    await write(rateTable(await inTurn(targets, relayed, options.quick ? 1 : 5), processor));
  } finally {
    for (const target of targets) await target.stop();
    await sinks.stop();
    await dir.remove();
  }
}

/** It needs no services but Redis. */
async function benchDirectory(): Promise<void> {
  await write(directoryTable(await measureDirectory(), processor));
}

async function bench(): Promise<void> {
  const dir = await tempDir('mailyard-bench');
  const sinks = await startSinks();
  const targets: Target[] = [];
  try {
    // Postfix drops its privileges and has to reach its folders.
    await chmod(dir.path, 0o755);
    targets.push(await startMailyard(await folder(dir.path, 'mailyard'), sinks));
    if (postfixInstalled()) targets.push(await startPostfix(await folder(dir.path, 'postfix'), sinks));
    else console.log('bench: Postfix is not installed or this is not root, so Mailyard runs alone');
    const otherWork = await watchOtherWork(targets);
    const [ours] = targets;
    const sessions = options.only === 'mail' || ours === undefined ? '' : await measureSessionCosts(ours);
    const results = options.only === 'sessions' ? [] : await measureAll(targets);
    const share = `${Math.round((await otherWork()) * 100)} % of the CPU time went to other work meanwhile`;
    await report(results, sessions, [...(await describeMachine(dir.path)), share]);
  } finally {
    for (const target of targets) await target.stop();
    await sinks.stop();
    await dir.remove();
  }
}

async function startSinks(): Promise<Sinks & { stop(): Promise<void> }> {
  const [near, far] = [await startSink({ delayMs: 0 }), await startSink({ delayMs: 50 })];
  const stop = async (): Promise<void> => {
    await Promise.all([near.stop(), far.stop()]);
  };
  return { near, far, stop };
}

async function measureAll(targets: readonly Target[]): Promise<readonly Result[]> {
  const repeats = options.quick ? 1 : 3;
  for (const target of targets) await warmUp(target);
  const results: Result[] = [];
  for (const load of loads()) {
    // Postfix has no Front End to go through.
    const those = load.way === 'proxied' ? targets.slice(0, 1) : targets;
    const measured = await inTurn(those, load, repeats);
    results.push(...measured);
    console.log(`\n${loadName(load)}\n${rateTable(measured, processor)}`);
  }
  return results;
}

/** Alternating, so that a slow minute of the machine hits all. */
async function inTurn(targets: readonly Target[], load: Load, repeats: number): Promise<readonly Result[]> {
  const runs = targets.map(() => [] as Result['runs'][number][]);
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [index, target] of targets.entries()) runs[index]?.push(await measure(target, load));
  }
  return targets.map(({ name }, index) => ({ target: name, load, runs: runs[index] ?? [] }));
}

/** Postfix has a process for each session and never thousands of them, so this is ours alone. */
async function measureSessionCosts(target: Target): Promise<string> {
  const idle = await measureIdleSessions(target, 2000);
  const costs: SessionCost[] = [];
  for (const concurrent of [20, 200, 2000]) costs.push(await measureSessions(target, concurrent));
  return `${sessionTable(costs, processor)}\n\nAn idle session takes ${idle.toFixed(0)} KiB (2,000 of them).`;
}

/** Compiled code, open connections and folders, as after some minutes of service. */
async function warmUp(target: Target): Promise<void> {
  await sampleOnce({ target, inbox: target.inbox('mailbox', 'bob') });
  await measure(target, { sessions: 20, bytes: 5000, reused: true, messages: 2000, way: 'relay' });
  const messages = options.quick ? { 5000: 300, 100_000: 100 } : { 5000: 8000, 100_000: 1000 };
  for (const bytes of [5000, 100_000] as const) {
    for (const reused of [true, false]) {
      await measure(target, { sessions: 20, bytes, reused, messages: messages[bytes] });
    }
  }
}

function loads(): readonly Load[] {
  const messages = options.quick ? { 5000: 500, 100_000: 100 } : { 5000: 3000, 100_000: 600 };
  const wanted = (value: number | Way, option: string | undefined) =>
    option === undefined || option === String(value);
  return ways
    .flatMap((way) =>
      (way === 'mailbox' ? ([5000, 100_000] as const) : ([5000] as const)).flatMap((bytes) =>
        [20, 100].flatMap((sessions) =>
          [false, true].map((reused) => ({ way, sessions, bytes, reused, messages: messages[bytes] })),
        ),
      ),
    )
    .filter(
      ({ way, sessions, bytes }) =>
        wanted(way, options.way) && wanted(sessions, options.sessions) && wanted(bytes, options.bytes),
    );
}

async function report(
  results: readonly Result[],
  sessions: string,
  machine: readonly string[],
): Promise<void> {
  const text = [
    machine.map((line) => `- ${line}`).join('\n'),
    rateTable(results, processor),
    usageTable(results, processor),
    sessions,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
  await write(text);
}

async function write(text: string): Promise<void> {
  console.log(`\n${text}`);
  if (options.markdown !== undefined) await writeFile(options.markdown, text);
}

async function folder(parent: string, name: string): Promise<string> {
  const path = join(parent, name);
  await mkdir(path);
  return path;
}
