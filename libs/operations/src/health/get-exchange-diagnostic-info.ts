import { z } from 'zod';

import { operation } from '../operation.js';

const resourceView = z
  .object({
    server: z.string(),
    service: z.string(),
    host: z.string(),
    pid: z.int(),
    resource: z.string(),
    level: z.enum(['Low', 'Medium', 'High']),
    value: z.number(),
    threshold: z.number().describe('Above it the next level begins; at High, below it the level ends.'),
    thresholds: z
      .object({
        LowToMedium: z.number(),
        MediumToHigh: z.number(),
        HighToMedium: z.number(),
        MediumToLow: z.number(),
      })
      .readonly()
      .describe('Where levels begin and end: above LowToMedium it is Medium, until it is below MediumToLow.'),
    refuses: z.enum(['nobody', 'strangers', 'everybody']).describe('What the process refuses, all in all.'),
  })
  .readonly();

export const getExchangeDiagnosticInfo = operation({
  name: 'Get-ExchangeDiagnosticInfo',
  summary: 'Tells how short each process is of what it needs: back pressure, resource by resource.',
  input: z.object({
    component: z.literal('ResourceThrottling').default('ResourceThrottling'),
    server: z.string().optional().describe('Of this server only.'),
  }),
  output: z.array(resourceView).readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ server: of }, { registry }) {
    const running = await registry.live(of === undefined ? {} : { server: of });
    return running.flatMap(({ server, service, host, pid, pressure }) => {
      const { refuses = 'nobody', resources = [] } = pressure ?? {};
      return resources.map((resource) => ({ server, service, host, pid, ...resource, refuses }));
    });
  },
});
