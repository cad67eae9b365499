import type { Profiler } from 'node:inspector';

import type { ProbedProcess } from '@mailyard/testing';

import { stageOf } from './stages.js';

/** Microseconds by stage. */
export type StageTimes = ReadonlyMap<string, number>;

/** Where the time of each service goes while `load` runs, stage by stage: of its main thread, estimated from samples. */
export async function profileWhile(
  processes: ReadonlyMap<string, ProbedProcess>,
  load: () => Promise<unknown>,
): Promise<ReadonlyMap<string, StageTimes>> {
  for (const process of processes.values()) await process.begin('profile');
  await load();
  const times = new Map<string, StageTimes>();
  for (const [name, process] of processes) {
    times.set(name, stageTimes((await process.end()) as Profiler.Profile));
  }
  return times;
}

function stageTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): StageTimes {
  const stages = stagesOfNodes(nodes);
  const times = new Map<string, number>();
  for (const [at, node] of samples.entries()) {
    const stage = stages.get(node);
    if (stage === undefined) continue;
    times.set(stage, (times.get(stage) ?? 0) + (timeDeltas[at] ?? 0));
  }
  return times;
}

/** A function of Node or V8 counts for the stage that called it. Idle time counts for none. */
function stagesOfNodes(nodes: readonly Profiler.ProfileNode[]): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, string>();
  const [root] = nodes;
  const left = root === undefined ? [] : [{ node: root, caller: 'event loop' }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, caller } = next;
    const stage = stageOf(node.callFrame, caller);
    if (stage !== undefined) stages.set(node.id, stage);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) left.push({ node: child, caller: stage ?? caller });
    }
  }
  return stages;
}

/** Rows of a table, the costliest stage first; microseconds a message. */
export function profileRows(
  service: string,
  times: StageTimes,
  messages: number,
): readonly (readonly string[])[] {
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .toSorted(([, a], [, b]) => b - a)
    .filter(([, time]) => time / all >= 0.005)
    .map(([stage, time]) => [
      service,
      stage,
      (time / messages).toFixed(0),
      `${((time / all) * 100).toFixed(0)} %`,
    ]);
}

export const profileColumns = ['Service', 'Stage', 'µs/msg', 'share'];
