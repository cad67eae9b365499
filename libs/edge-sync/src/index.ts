export { EdgeListener, type EdgeListenerOptions } from './edge/edge-listener.js';
export { EdgeRecipientLookup } from './edge/recipient-lookup.js';
export { EdgeBundles, type BundleOutcome, type EdgeState } from './edge/redis-edge-bundles.js';
export { EdgeRecipients } from './edge/redis-edge-recipients.js';
export { hostsOf, EdgeUnreachable } from './http/http-edge-client.js';
export { EdgeWatch, edgeLeaseKey, edgeLeaseMs, syncIntervals } from './organization/edge-watch.js';
export {
  EdgeRecords,
  syncTypes,
  type EdgeRecord,
  type SyncRecord,
  type SyncType,
} from './organization/redis-edge-records.js';
export {
  bundleValidMs,
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
