import { SentinelConnector, type SentinelConnectionOptions } from 'ioredis';

type Connect = SentinelConnector['connect'];

/**
 * Asks Sentinel for the primary. ioredis goes on listening for failovers with what it listened with for the connection
 * that is gone: told of one while it asks, it ends the attempt, and the client with it, for good.
 */
export class PrimaryConnector extends SentinelConnector {
  /** The options of the client. */
  constructor(options: unknown) {
    super(options as SentinelConnectionOptions);
  }

  override connect(eventEmitter: Parameters<Connect>[0]): ReturnType<Connect> {
    this.disconnect();
    return super.connect(eventEmitter);
  }
}
