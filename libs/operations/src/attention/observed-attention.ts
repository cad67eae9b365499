import type { OperationContext } from '../context.js';
import { healthReport, type Observed } from '../health/health-report.js';
import { unlessRedisIsAway } from '../redis/redis-answer.js';
import { serverRoleOf } from '../server-roles/server-role.js';
import type { AttentionItem } from './attention-item.js';
import { needsAttention, type SeenServer } from './needs-attention.js';

/** Looks at all there is to see of the server; answers also while Redis does not. */
export async function observedAttention(context: OperationContext): Promise<readonly AttentionItem[]> {
  const { directory, listedQueues, presentedCertificates } = context;
  const seen = await unlessRedisIsAway(Promise.all([observed(context), listedQueues.current()]));
  const [found, queues = []] = seen ?? [];
  return needsAttention({
    health: healthReport(found, serverRoleOf(directory.organization)),
    queues,
    ...(await shown(presentedCertificates)),
    now: Date.now(),
  });
}

async function observed({ registry, redis, server }: OperationContext): Promise<Observed> {
  const [instances, refusal] = await Promise.all([registry.live({ server: server.name }), redis.refusal()]);
  return { instances, refusal };
}

async function shown(
  read: OperationContext['presentedCertificates'],
): Promise<Pick<SeenServer, 'certificates' | 'certificatesError'>> {
  try {
    return { certificates: await read() };
  } catch (error) {
    return { certificates: [], certificatesError: (error as Error).message };
  }
}
