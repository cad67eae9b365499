export { DnsClient, systemServers, type DnsClientOptions } from './dns-client.js';
export type { DnsServer } from './dns-exchange.js';
export type { DnsAnswer, DnsFailure, MxRecord, NullMx, Resolver } from './resolver.js';
