import { createHook } from 'node:async_hooks';
import { rmSync } from 'node:fs';
import { Session, type HeapProfiler, type Profiler } from 'node:inspector';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';

/**
 * Loaded into a service with `--import`, by its own code unnoticed: counts what the service does while it is asked to,
 * and tells it on a socket of its own, `<WORK_PROBE_DIR>/<pid>.sock`. A connection is one order: `begin calls`,
 * `begin allocations`, `begin profile` or `end`; the answer is JSON.
 */

/** What async hooks call work for a thread of libuv's pool. */
const threadWork: ReadonlySet<string> = new Set([
  'FSREQCALLBACK',
  'FSREQPROMISE',
  'GETADDRINFOREQWRAP',
  'PBKDF2REQUEST',
  'RANDOMBYTESREQUEST',
  'SCRYPTREQUEST',
  'HASHREQUEST',
]);

/** Octets between two samples of the heap profiler: the smaller, the more exact. */
const heapSampleOctets = 4_096;
const profileIntervalUs = 150;

interface Counted {
  promises: number;
  handOvers: number;
}

let counted: Counted = { promises: 0, handOvers: 0 };
const calls = createHook({
  init: (_id, type) => {
    if (type === 'PROMISE') counted.promises += 1;
    else if (threadWork.has(type)) counted.handOvers += 1;
  },
});

let inspector: Session | undefined;
let ending: (done: (answer: unknown) => void) => void = (done) => done({});

function profiling(): Session {
  inspector ??= new Session();
  try {
    inspector.connect();
  } catch {
    // It is connected since the last order.
  }
  return inspector;
}

const begin: Readonly<Record<string, (done: () => void) => void>> = {
  calls: (done) => {
    counted = { promises: 0, handOvers: 0 };
    calls.enable();
    ending = (answer) => {
      calls.disable();
      answer(counted);
    };
    done();
  },
  allocations: (done) => {
    const session = profiling();
    // Newer than Node's types: what was allocated and is gone again counts.
    const options = {
      samplingInterval: heapSampleOctets,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    };
    ending = (answer) => {
      session.post('HeapProfiler.stopSampling', (_, stopped) => {
        answer({ octets: sizeOf(stopped?.profile.head) });
      });
    };
    session.post('HeapProfiler.startSampling', options, done);
  },
  profile: (done) => {
    const session = profiling();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: profileIntervalUs });
    ending = (answer) => {
      session.post('Profiler.stop', (_, stopped: Profiler.StopReturnType | undefined) => {
        answer(stopped?.profile ?? {});
      });
    };
    session.post('Profiler.start', done);
  },
};

function sizeOf(head: HeapProfiler.SamplingHeapProfileNode | undefined): number {
  let octets = 0;
  const nodes = head === undefined ? [] : [head];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    octets += node.selfSize;
    nodes.push(...node.children);
  }
  return octets;
}

function obey(order: string, socket: Socket): void {
  const answer = (value: unknown): void => void socket.end(JSON.stringify(value));
  if (order === 'end') {
    ending(answer);
    return;
  }
  const start = begin[order.slice('begin '.length)];
  if (start === undefined) answer({ error: `no such order: ${order}` });
  else start(() => answer({}));
}

const directory = process.env['WORK_PROBE_DIR'];
if (directory !== undefined) {
  const path = join(directory, `${process.pid}.sock`);
  // A process that becomes another user's begins anew under the same id.
  rmSync(path, { force: true });
  createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (order: Buffer) => obey(order.toString(), socket));
  })
    .listen(path)
    .unref();
}
