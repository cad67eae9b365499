import { setTimeout as pause } from 'node:timers/promises';

import {
  changeFor,
  describeMadePasswords,
  DirectoryConflict,
  formatBinding,
  type ServiceInstance,
  type ServiceRegistry,
} from '@mailyard/directory';

import { commandLine, fileArgument, numberOption, say } from '../command.js';
import type { RunningOrganization } from '../running-organization.js';
import { planFile, showPlan } from './plan.js';

export async function applyFile(args: readonly string[], running: RunningOrganization): Promise<number> {
  const { values, positionals } = commandLine(args, ['revision']);
  const expected = numberOption('revision', values.revision);
  const planned = await planFile(fileArgument(positionals), running);
  const { revision, differences, made } = planned;
  if (expected !== undefined && expected !== revision) {
    throw new DirectoryConflict(
      `the organization is at revision ${revision}, not ${expected}; nothing was applied`,
    );
  }
  showPlan(planned);
  if (differences.length === 0) return 0;
  const applied = await running.directory.change(changeFor(differences), { ifRevision: revision });
  say(`applied: revision ${applied.revision}`, ...describeMadePasswords(made));
  await showListeners(applied.revision, running.registry);
  return 0;
}

// Services follow within a second; one that hangs is named and not waited for.
const followMs = 3_000;
const askMs = 50;

/** Waits until every service has set up its listeners by the new revision, and tells what could not be had. */
async function showListeners(revision: number, registry: ServiceRegistry): Promise<void> {
  const deadline = performance.now() + followMs;
  let running = await registry.live();
  while (running.some(isBehind(revision)) && performance.now() < deadline) {
    await pause(askMs);
    running = await registry.live();
  }
  say(...running.flatMap(failuresOf));
  for (const { service, host, pid } of running.filter(isBehind(revision))) {
    say(`${service} on ${host} (pid ${pid}) does not follow yet`);
  }
}

const isBehind =
  (revision: number) =>
  (instance: ServiceInstance): boolean =>
    instance.revision !== undefined && instance.revision < revision;

function failuresOf({ service, host, listeners }: ServiceInstance): readonly string[] {
  return listeners.flatMap(({ name, endpoint, error }) =>
    error === undefined
      ? []
      : [`${name} does not listen on ${formatBinding(endpoint)}: ${error} (${service} on ${host})`],
  );
}
