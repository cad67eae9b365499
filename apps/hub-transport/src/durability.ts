import { DurabilityWatch, type Degradations, type DurabilityWatchOptions } from '@mailyard/service';
import type { Metrics } from '@mailyard/telemetry';
import type { Redis } from 'ioredis';

/** What Redis promises for acknowledged mail, as metrics tell it. */
export async function watchDurability(
  redis: Redis,
  { metrics, ...options }: DurabilityWatchOptions & { readonly metrics: Metrics },
): Promise<DurabilityWatch> {
  const watch = await DurabilityWatch.open(redis, options);
  metrics.gauge('mailyard_durability_strict', {
    help: '1: acknowledged mail survives the death of Redis; 0: it may be lost, and no mail is accepted unless MAILYARD_DURABILITY=relaxed.',
    read: (gauge) => gauge.set(watch.strict ? 1 : 0),
  });
  return watch;
}

/** `reason` is undefined when Redis takes writes again. */
export function tellRefusal(degradations: Degradations, reason: string | undefined): void {
  const [code, subject] = ['redis-refuses-writes', 'Redis'];
  if (reason === undefined) degradations.leave(code, subject);
  else degradations.enter({ code, subject, reason: `nothing is accepted or delivered: ${reason}` });
}
