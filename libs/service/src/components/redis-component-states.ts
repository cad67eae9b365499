import type { Redis } from 'ioredis';

import type { ServiceState } from '../registry/redis-service-registry.js';
import type { Component, ComponentRequest, Requester } from './component-state.js';

/** What was asked of the components of servers, in a hash a server: component, requester, instance → state and time. */
export class ComponentStates {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async of(server: string): Promise<readonly ComponentRequest[]> {
    const fields = await this.#redis.hgetall(keyOf(server));
    return Object.entries(fields).map(([field, value]) => {
      const [component, requester, instance] = field.split('/') as [Component, Requester, string | undefined];
      const [state, timestamp] = value.split(' ') as [ServiceState, string];
      const of = instance === undefined ? {} : { instance };
      return { component, requester, state, timestamp: Number(timestamp), ...of };
    });
  }

  /** `gone`: processes that do not run any more, of which nothing need be known. */
  async set(server: string, request: ComponentRequest, gone: readonly string[] = []): Promise<void> {
    const { state, timestamp } = request;
    const forgotten = (await this.of(server)).filter(({ instance = '' }) => gone.includes(instance));
    const [first, ...others] = forgotten.map(fieldOf);
    const changes = this.#redis.multi().hset(keyOf(server), fieldOf(request), `${state} ${timestamp}`);
    if (first !== undefined) changes.hdel(keyOf(server), first, ...others);
    await changes.exec();
  }
}

function fieldOf({ component, requester, instance }: ComponentRequest): string {
  return [component, requester, ...(instance === undefined ? [] : [instance])].join('/');
}

function keyOf(server: string): string {
  return `{mailyard}:components:${server.toLowerCase()}`;
}
