export { api } from './api.js';
export type { ChangedObject } from '@mailyard/operations';
export { checked, type Checked } from './check.js';
export { onSessionEnd } from './http.js';
export { useLive, useLiveState, type LiveMessage } from './live/use-live.js';
export {
  useQueues,
  useServiceActivity,
  useServices,
  type Queue,
  type Service,
  type ServiceActivity,
} from './live/live-lists.js';
export { useLiveRows } from './live/use-live-rows.js';
export {
  listMax,
  type ChangeOptions,
  type ListInput,
  type Listed,
  type ObjectKind,
  type ObjectOf,
  type Parameters,
  type Resource,
  type Single,
} from './objects.js';
export type { InputOf, OperationName, OutputOf } from './operations.js';
export { Problem, Unreachable, wrongsOf, type ApiError, type Wrong } from './problem.js';
export { objectsChanged, queries, queryClient } from './queries.js';
export { useSessionEnd } from './session-end.js';
export {
  permissionOf,
  usePermission,
  useSession,
  useSessionCheck,
  type Order,
  type Permission,
  type Session,
} from './session.js';
