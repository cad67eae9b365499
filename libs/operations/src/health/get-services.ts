import { z } from 'zod';

import { operation } from '../operation.js';
import { serviceView } from './service-view.js';

export const getServices = operation({
  name: 'Get-Service',
  summary: 'Lists the processes that run, by service.',
  input: z.object({
    server: z.string().optional().describe('Of this server only.'),
    state: serviceView.unwrap().shape.state.optional(),
  }),
  output: z.array(serviceView).readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ server, state }, { registry }) {
    const filter = { ...(server === undefined ? {} : { server }), ...(state === undefined ? {} : { state }) };
    const running = await registry.live(filter);
    return running.toSorted((left, right) => left.service.localeCompare(right.service));
  },
});
