import { componentOf, components, drainable, effectiveState, requesters } from '@mailyard/service';
import { z } from 'zod';

import { operation } from '../operation.js';
import { componentsOf } from './components-of-role.js';
import { existingServer } from './existing-server.js';

export const componentState = z.enum(['Active', 'Draining', 'Inactive']);

const componentView = z
  .object({
    server: z.string(),
    component: z.enum(components),
    state: componentState.describe('Of the server: Active when every requester says so.'),
    requests: z
      .array(
        z
          .object({
            requester: z.enum(requesters),
            state: componentState,
            timestamp: z.number().describe('Milliseconds since the epoch.'),
            instance: z.string().optional().describe('Of this process alone.'),
          })
          .readonly(),
      )
      .readonly(),
    instances: z
      .array(z.object({ id: z.string(), host: z.string(), pid: z.int(), state: componentState }).readonly())
      .readonly()
      .describe('The processes of the component that run, each with its own state.'),
  })
  .readonly();

export type ComponentView = z.output<typeof componentView>;

export const getServerComponentState = operation({
  name: 'Get-ServerComponentState',
  summary: 'Tells which components of a server are active, and who has asked for that.',
  input: z.object({ server: z.string().optional().describe('Default: the one whose queues are meant.') }),
  output: z.array(componentView).readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run(input, { componentStates, registry, directory, server: own }) {
    const server = existingServer(directory.organization, input.server ?? own.name);
    const [requests, running] = await Promise.all([componentStates.of(server), registry.live({ server })]);
    return componentsOf(directory.organization).map((component) => ({
      server,
      component,
      state: effectiveState(component, requests),
      requests: requests
        .filter((request) => request.component === component)
        .map(({ requester, state, timestamp, instance }) => ({ requester, state, timestamp, instance })),
      instances: running
        .filter(({ service }) => drainable.includes(component) && componentOf(service) === component)
        .map(({ id, host, pid, state }) => ({ id, host, pid, state })),
    }));
  },
});
