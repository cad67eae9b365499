import type { DeliveryOutcome } from '@mailyard/delivery';
import type { Metrics } from '@mailyard/telemetry';

/** Each destination is a time series of its own; those beyond are counted together. */
const destinationsMax = 500;
const others = 'other';

/** Where a message was to go. */
export interface Counted {
  readonly connector: { readonly Name: string };
  /** Of the destination. */
  readonly name: string;
}

/** Counts what became of messages, by connector and destination. */
export function outboundMetrics(metrics: Metrics): (destination: Counted, outcome: DeliveryOutcome) => void {
  const counter = metrics.counter('mailyard_send_attempts_total', {
    help: `Messages handed over, or tried to, by connector and destination (the first ${destinationsMax}): accepted, refused, delayed, unreachable, limited.`,
    labels: ['connector', 'destination', 'outcome'],
  });
  const known = new Set<string>();
  return ({ connector, name }, outcome) => {
    if (known.size < destinationsMax) known.add(name);
    const destination = known.has(name) ? name : others;
    counter.inc({ connector: connector.Name, destination, outcome: wordFor(outcome) });
  };
}

function wordFor(outcome: DeliveryOutcome): string {
  switch (outcome.scope) {
    case 'recipients':
      if (outcome.replies.some(({ positive }) => positive)) return 'accepted';
      return outcome.replies.every(({ permanent }) => permanent) ? 'refused' : 'delayed';
    case 'message':
      return outcome.reply.permanent ? 'refused' : 'delayed';
    case 'next-hop':
      return 'unreachable';
    case 'own-limit':
      return 'limited';
  }
}
