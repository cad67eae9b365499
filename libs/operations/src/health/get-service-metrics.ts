import { z } from 'zod';

import { operation } from '../operation.js';

export const getServiceMetrics = operation({
  name: 'Get-ServiceMetrics',
  summary: 'What every process that runs has measured, as it reported it last.',
  input: z.object({}),
  output: z.array(z.unknown()).readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run(_, { registry }) {
    const running = await registry.live({ metrics: true });
    return running.flatMap(({ metrics }) => (metrics === undefined ? [] : [metrics]));
  },
});
