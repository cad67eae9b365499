/** A mail system under load; both kinds answer the same questions, so that the figures can stand side by side. */
export interface Target {
  readonly name: string;
  /** SMTP port on 127.0.0.1. */
  readonly port: number;
  /** Maildir `new` of this mailbox of contoso.com. */
  arrivals(mailbox: Mailbox): string;
  usage(): Promise<Usage>;
  /** Forgets the memory peaks so far. */
  forgetPeaks(): Promise<void>;
  stop(): Promise<void>;
}

/** alice takes the load, bob the samples of latency. */
export type Mailbox = 'alice' | 'bob';

export interface ServiceUsage {
  readonly cpuSeconds: number;
  /** Sum over the processes of that name of the highest memory each had. */
  readonly peakResidentBytes: number;
}

/** By service, or by program. */
export type Usage = ReadonlyMap<string, ServiceUsage>;
