export { CachingResolver } from './cache/caching-resolver.js';
export type { AnswerCacheOptions } from './cache/answer-cache.js';
export { DnsResolvers } from './cache/dns-resolvers.js';
export { DnsClient, serverAt, systemServers, type DnsClientOptions } from './client/dns-client.js';
export type { DnsServer } from './client/dns-exchange.js';
export type { HostIdentity, MailHost, MailHosts, NoHost } from './hosts/mail-host.js';
export { mailHosts, type MailHostsOptions } from './hosts/mail-hosts.js';
export { smartHosts, type SmartHostsOptions } from './hosts/smart-hosts.js';
export type {
  DnsAnswer,
  DnsFailure,
  DnsFound,
  DnsNothing,
  MxRecord,
  NullMx,
  Resolver,
  TlsaRecord,
} from './resolver.js';
