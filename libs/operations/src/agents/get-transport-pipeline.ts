import { agentEvents, agentsAt, agentServices } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';

export const getTransportPipeline = operation({
  name: 'Get-TransportPipeline',
  summary: 'Which transport agents are asked at which event, in their order; disabled ones are not.',
  input: z.object({}),
  output: z
    .array(
      z.object({ service: z.string(), event: z.string(), agents: z.array(z.string()).readonly() }).readonly(),
    )
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  run(_, { directory }) {
    const { objects } = directory.organization;
    const places = agentServices.flatMap((service) => agentEvents.map((event) => ({ service, event })));
    return Promise.resolve(
      places.flatMap(({ service, event }) => {
        const agents = agentsAt(event, objects, service).map(({ Name }) => Name);
        return agents.length === 0 ? [] : [{ service, event, agents }];
      }),
    );
  },
});
