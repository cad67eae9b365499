import {
  components,
  drainable,
  effectiveState,
  requesters,
  type Component,
  type ComponentRequest,
  type ServiceInstance,
} from '@mailyard/service';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError, OperationInputError } from '../operation.js';
import { requireComponent } from './components-of-role.js';
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
    .object({
      server: z.string(),
      component: z.enum(components),
      instance: z.string().optional().describe('The id of the process.'),
      state: componentState.describe('What it is in from now on.'),
      keptBy: z
        .array(z.string())
        .readonly()
        .describe('Whose word keeps it there, where that is another state than the one that was asked for.'),
    })
    .readonly(),
  right: 'Exchange Servers',
  audit: true,
  changes: { serverOf: ({ server }) => server },
  async run(
    { component, state, requester, validateOnly, ...asked },
    { componentStates, registry, directory, server: own },
  ) {
    if (state === 'Draining' && !drainable.includes(component)) {
      throw new OperationInputError(
        `${component} can be Active or Inactive; what drains is ${drainable.join(', ')}`,
      );
    }
    requireComponent(component, directory.organization);
    const server = existingServer(directory.organization, asked.server ?? own.name);
    const running = await registry.live({ server });
    const instance = asked.instance === undefined ? undefined : instanceNamed(asked.instance, running);
    const ids = running.map(({ id }) => id);
    const before = await componentStates.of(server);
    const known = before.flatMap((each) => each.instance ?? []);
    const request = { component, requester, state, timestamp: Date.now() };
    const gone = known.filter((id) => !ids.includes(id));
    const ofProcess = instance && { instance: instance.id };
    if (!validateOnly) await componentStates.set(server, { ...request, ...ofProcess }, gone);
    const others = before.filter((each) => !isSameRequest(each, { ...request, ...ofProcess }));
    const requests = [...others, { ...request, ...ofProcess }];
    const now = effectiveState(component, requests, instance?.id);
    return {
      server,
      component,
      ...ofProcess,
      state: now,
      keptBy: now === state ? [] : keepersOf(component, now, requests),
    };
  },
});

/** The later one takes the place of the earlier one. */
function isSameRequest(one: ComponentRequest, other: ComponentRequest): boolean {
  return (
    one.component === other.component && one.requester === other.requester && one.instance === other.instance
  );
}

/** Who asks for the state that the component is in; ServerWideOffline is the word of whoever has asked for that. */
function keepersOf(
  component: Component,
  now: ServiceInstance['state'],
  requests: readonly ComponentRequest[],
): readonly string[] {
  const ofIt = requests.filter((request) => request.component === component && request.state === now);
  const offline = requests.filter(
    (request) => request.component === 'ServerWideOffline' && request.state === 'Inactive',
  );
  return [
    ...ofIt.map(({ requester }) => requester),
    ...offline.map(({ requester }) => `${requester} (ServerWideOffline)`),
  ];
}

function instanceNamed(name: string, running: readonly ServiceInstance[]): ServiceInstance {
  const named = running.filter(
    ({ id, host, pid }) => id.startsWith(name) || String(pid) === name || `${host}:${pid}` === name,
  );
  const [only, ...others] = named;
  if (only === undefined) throw new OperationError(`no process ${name} runs`);
  if (others.length > 0) throw new OperationError(`${named.length} processes are named by ${name}`);
  return only;
}
