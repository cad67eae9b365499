import { setTimeout as pause } from 'node:timers/promises';

import { changeFor, describeMadePasswords, DirectoryConflict } from '@mailyard/directory';
import { formatBinding } from '@mailyard/schema';
import { type ServiceInstance, type ServiceRegistry } from '@mailyard/service';

import { fileOperand, numberOption, say, type Command } from '../command.js';
import type { RunningOrganization } from '../running-organization.js';
import { confirm } from '../terminal.js';
import { planFile, pruneOption, showPlan } from './plan.js';

export const apply: Command = {
  name: 'apply',
  operands: 'FILE',
  summary: 'Changes what FILE says, all of it or nothing; what FILE does not say stays as it is.',
  options: [
    {
      name: 'revision',
      value: 'N',
      help: 'Change nothing unless the organization is at revision N, as plan said.',
    },
    { ...pruneOption, help: `${pruneOption.help} Asks first.` },
    { name: 'yes', help: 'Remove without asking; needed where nobody can be asked.' },
  ],
  prepare: (line) => {
    const order = {
      file: fileOperand(line),
      expected: numberOption(line, 'revision'),
      prune: line.has('prune'),
      yes: line.has('yes'),
    };
    return (running) => applyFile(order, running);
  },
};

interface Order {
  readonly file: string;
  readonly expected: number | undefined;
  readonly prune: boolean;
  readonly yes: boolean;
}

async function applyFile(order: Order, running: RunningOrganization): Promise<number> {
  const { expected, prune } = order;
  const planned = await planFile(order.file, { running, prune });
  const { revision, differences, made } = planned;
  if (expected !== undefined && expected !== revision) {
    throw new DirectoryConflict(
      `the organization is at revision ${revision}, not ${expected}; nothing was applied`,
    );
  }
  showPlan(planned, { prune });
  if (differences.length === 0) return 0;
  const removed = prune ? differences.filter(({ action }) => action === 'remove').length : 0;
  if (removed > 0 && !order.yes && !(await confirm(`remove ${removed}?`))) {
    throw new Error('nothing was applied: what is to go is removed with --yes, or when you say yes here');
  }
  const applied = await running.directory.change(changeFor(differences), { ifRevision: revision });
  say([`applied: revision ${applied.revision}`, ...describeMadePasswords(made)]);
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
  say(running.flatMap(failuresOf));
  for (const { service, host, pid } of running.filter(isBehind(revision))) {
    say([`${service} on ${host} (pid ${pid}) does not follow yet`]);
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
