export { EdgeListener, type EdgeListenerOptions } from './edge/edge-listener.js';
export { EdgeRecipientLookup } from './edge/recipient-lookup.js';
export { EdgeBundles, type BundleOutcome, type EdgeState } from './edge/redis-edge-bundles.js';
export { EdgeRecipients } from './edge/redis-edge-recipients.js';
export { hostsOf, EdgeUnreachable } from './http/http-edge-client.js';
export { EdgeWatch, edgeLeaseKey, syncInterval } from './organization/edge-watch.js';
export { EdgeRecords, type EdgeRecord } from './organization/redis-edge-records.js';
export {
  syncResults,
  syncTypes,
  type SyncRecord,
  type SyncRecords,
  type SyncType,
} from './organization/sync-record.js';
export {
  EdgeSynchronizer,
  type EdgeSynchronizerOptions,
  type SigningIdentity,
} from './organization/redis-edge-synchronizer.js';
export { openSecrets, sealSecrets } from './subscription/edge-secrets.js';
export {
  readSubscriptionFile,
  SubscriptionFileError,
  writeSubscriptionFile,
  type SubscriptionFile,
} from './subscription/subscription-file.js';
export { newSecret } from './subscription/subscription-secret.js';
