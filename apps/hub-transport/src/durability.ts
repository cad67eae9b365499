import { readDurability, type Durability, type Settings } from '@mailyard/directory';
import type { Logger, Metrics } from '@mailyard/telemetry';
import type { Redis } from 'ioredis';

/** What Redis promises for acknowledged mail; known before the first message is accepted. */
export class RedisDurability implements Durability {
  private constructor(
    readonly strict: boolean,
    readonly weaknesses: readonly string[],
  ) {}

  /** Throws when Redis may lose what was acknowledged, unless the operator said that this may be. */
  static async check(
    redis: Redis,
    { settings, logger, metrics }: { settings: Settings; logger: Logger; metrics: Metrics },
  ): Promise<RedisDurability> {
    const { strict, weaknesses } = await readDurability(redis);
    const risk = `Redis can lose acknowledged mail: ${weaknesses.join('; ')}`;
    if (!strict && settings.durability === 'strict') {
      throw new Error(`${risk}. MAILYARD_DURABILITY=relaxed starts all the same.`);
    }
    if (!strict) logger.warn({ weaknesses }, `durability is relaxed. ${risk}`);
    const gauge = metrics.gauge('mailyard_durability_strict', {
      help: '1: acknowledged mail survives the death of Redis; 0: it may be lost (MAILYARD_DURABILITY=relaxed).',
    });
    gauge.set(strict ? 1 : 0);
    return new RedisDurability(strict, weaknesses);
  }
}
