import type { Redis } from 'ioredis';

import { luaScript, type LuaScript } from '../transaction/lua-script.js';

/** BullMQ's scripts that are parts of transactions, by BullMQ's names. */
export type BullScripts = ReadonlyMap<string, LuaScript & { readonly keys: number }>;

const scriptsUsed = [
  'addStandardJob',
  'addDelayedJob',
  'moveToActive',
  'moveToFinished',
  'moveToDelayed',
  'moveJobFromActiveToWait',
];

/**
 * BullMQ defines its sixty scripts as commands of the connection; ioredis then copies all of them into each pipeline,
 * which costs more than the pipeline. We name the few in use by their digests, and take the others away from it.
 */
export function takeScripts(redis: Redis): BullScripts {
  // ioredis keeps them where its types do not show them.
  const { scriptsSet }: { readonly scriptsSet?: Record<string, { lua: string; numberOfKeys: number }> } =
    redis;
  if (scriptsSet === undefined) throw new Error('ioredis keeps its scripts elsewhere');
  const defined = Object.entries(scriptsSet);
  for (const [name] of defined) delete scriptsSet[name];
  const used = defined.filter(([name]) => scriptsUsed.some((known) => name.startsWith(`${known}:`)));
  return new Map(
    used.map(([name, { lua, numberOfKeys }]) => [name, { ...luaScript(lua), keys: numberOfKeys }]),
  );
}
