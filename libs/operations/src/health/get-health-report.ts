import { z } from 'zod';

import { operation } from '../operation.js';
import { unlessRedisIsAway } from '../redis/redis-answer.js';
import { serverRoleOf } from '../server-roles/server-role.js';
import { healthReport, healthReportSchema } from './health-report.js';

export const getHealthReport = operation({
  name: 'Get-HealthReport',
  summary: 'Whether mail passes, and what keeps it from passing; answers also while Redis does not.',
  input: z.object({}),
  output: healthReportSchema,
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run(_, { registry, redis, server, directory }) {
    const both = Promise.all([registry.live({ server: server.name }), redis.refusal()]);
    const observed = both.then(([instances, refusal]) => ({ instances, refusal }));
    return healthReport(await unlessRedisIsAway(observed), serverRoleOf(directory.organization));
  },
});
