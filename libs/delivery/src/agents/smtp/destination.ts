import type { SendConnector } from '@mailyard/directory';

/** Where the messages of one queue go through a Send connector, by the organization as it is now. */
export type Destination = {
  readonly connector: SendConnector;
  /** The recipients' domain, or the smart hosts as the connector has them: whom limits and logs are about. */
  readonly name: string;
  /** CAs in PEM of the other side of an Edge subscription: their certificates alone count. */
  readonly authority?: string | undefined;
} & (
  | { readonly by: 'dns'; readonly domain: string }
  | { readonly by: 'smart-hosts'; readonly hosts: readonly string[] }
);
