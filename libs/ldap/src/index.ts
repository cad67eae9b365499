export { isRefusal, LdapError } from './connection/ldap-error.js';
export { openSource } from './connection/open-source.js';
export { readSource } from './reading/read-source.js';
export { planSource, type SourcePlan } from './recipients/source-plan.js';
export {
  type DirectoryIdentity,
  directoryIdentity,
  type DirectoryLogin,
} from './sign-in/directory-identity.js';
export { type DirectoryBind, directoryBindOf, provesPassword } from './sign-in/directory-bind.js';
export {
  DirectorySynchronizer,
  RemovalStopped,
  SynchronizationRunning,
  type SynchronizationOrder,
  type SynchronizerOptions,
} from './synchronization/directory-synchronizer.js';
export { sourceRecord, type SourceRecord, SourceRecords } from './synchronization/redis-source-records.js';
export { SourceWatch, type SourceWatchOptions } from './synchronization/source-watch.js';
