import { components, drainable, requesters, type ServiceInstance } from '@mailyard/service';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError, OperationInputError } from '../operation.js';
import { existingServer } from './existing-server.js';
import { componentState } from './get-server-component-state.js';

export const setServerComponentState = operation({
  name: 'Set-ServerComponentState',
  summary:
    'Takes a component of a server out of service, or brings it back; whoever took it out has to bring it back.',
  input: z.object({
    component: z.enum(components),
    state: componentState,
    requester: z.enum(requesters),
    server: z.string().optional().describe('Default: the one whose queues are meant.'),
    instance: z
      .string()
      .optional()
      .describe('One process alone: its id, the beginning of it, its pid, or host:pid.'),
    ...onlyTried,
  }),
  output: z
    .object({ server: z.string(), instance: z.string().optional().describe('The id of the process.') })
    .readonly(),
  right: 'Exchange Servers',
  audit: true,
  async run(
    { component, state, requester, validateOnly, ...asked },
    { componentStates, registry, directory, server: own },
  ) {
    if (state === 'Draining' && !drainable.includes(component)) {
      throw new OperationInputError(
        `${component} can be Active or Inactive; what drains is ${drainable.join(', ')}`,
      );
    }
    const server = existingServer(directory.organization, asked.server ?? own.name);
    const running = await registry.live({ server });
    const instance = asked.instance === undefined ? undefined : instanceNamed(asked.instance, running);
    const ids = running.map(({ id }) => id);
    const known = (await componentStates.of(server)).flatMap((request) => request.instance ?? []);
    const request = { component, requester, state, timestamp: Date.now() };
    const gone = known.filter((id) => !ids.includes(id));
    const ofProcess = instance && { instance: instance.id };
    if (!validateOnly) await componentStates.set(server, { ...request, ...ofProcess }, gone);
    return { server, ...ofProcess };
  },
});

function instanceNamed(name: string, running: readonly ServiceInstance[]): ServiceInstance {
  const named = running.filter(
    ({ id, host, pid }) => id.startsWith(name) || String(pid) === name || `${host}:${pid}` === name,
  );
  const [only, ...others] = named;
  if (only === undefined) throw new OperationError(`no process ${name} runs`);
  if (others.length > 0) throw new OperationError(`${named.length} processes are named by ${name}`);
  return only;
}
