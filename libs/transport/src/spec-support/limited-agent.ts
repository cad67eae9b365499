import type { DeliveryAgent, OwnLimit } from '@mailyard/delivery';

/** An agent that asks before each message whether a limit of ours is reached. */
export function limitedAgent(agent: DeliveryAgent, limit: () => OwnLimit | undefined): DeliveryAgent {
  return {
    concurrency: agent.concurrency,
    start: () => agent.start(),
    stop: () => agent.stop(),
    open: (nextHop) => {
      const session = agent.open(nextHop);
      return {
        deliver: async (message) => {
          const reached = limit();
          return reached === undefined ? session.deliver(message) : { scope: 'own-limit', ...reached };
        },
        get connecting() {
          return session.connecting;
        },
        close: () => session.close(),
      };
    },
  };
}
