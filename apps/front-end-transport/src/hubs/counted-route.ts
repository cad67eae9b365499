import type { TransactionRoute } from '@mailyard/receive';
import { ReplyError, type ContentSink, type Envelope, type ProxyFrom, type Reply } from '@mailyard/smtp';
import type { Metrics } from '@mailyard/telemetry';

type Outcome = 'accepted' | 'delayed' | 'refused' | 'aborted';

/** The route to the hubs, with what became of each transaction counted. */
export class CountedRoute implements TransactionRoute {
  readonly #route: TransactionRoute;
  readonly #transactions;

  constructor(route: TransactionRoute, metrics: Metrics) {
    this.#route = route;
    this.#transactions = metrics.counter('mailyard_front_end_transactions_total', {
      help: 'Transactions whose content began: accepted (2yz), delayed (4yz), refused (5yz), aborted (by the client).',
      labels: ['outcome'],
    });
  }

  async open(envelope: Envelope, client: ProxyFrom): Promise<ContentSink> {
    const sink = await this.#route.open(envelope, client).catch(this.#failed);
    return {
      write: (chunk) => sink.write(chunk),
      end: async () => {
        const reply = await sink.end().catch(this.#failed);
        this.#count(outcomeOf(reply));
        return reply;
      },
      abort: (cause) => {
        this.#count(cause instanceof ReplyError ? outcomeOf(cause.reply) : 'aborted');
        sink.abort(cause);
      },
    };
  }

  readonly #failed = (error: unknown): never => {
    this.#count(error instanceof ReplyError ? outcomeOf(error.reply) : 'delayed');
    throw error;
  };

  #count(outcome: Outcome): void {
    this.#transactions.inc({ outcome });
  }
}

function outcomeOf(answer: Reply | readonly Reply[]): Outcome {
  const [reply] = [answer].flat();
  if (reply?.positive === true) return 'accepted';
  return reply?.permanent === true ? 'refused' : 'delayed';
}
