export { readTrackingFile, type RowInFile } from './csv/file-tracking-reader.js';
export { csvValues, TrackingColumns } from './csv/read-tracking-line.js';
export { type TrackingField, trackingFields, type TrackingRow } from './csv/tracking-fields.js';
export { parseList } from './csv/value-list.js';
export {
  type MessageTracking,
  noTracking,
  type TrackedDirection,
  type TrackedEnds,
  type TrackedMessage,
  type TrackedRecipient,
  type TrackingEvent,
  type TrackingEventId,
  type TrackingKind,
  type TrackingSource,
} from './event/tracking-event.js';
export { FileMessageTracking, type FileMessageTrackingOptions } from './file-message-tracking.js';
export { OrderTracking, type OrderTrackingOptions } from './file-order-tracking.js';
export { TrackingShipper, type TrackingShipperOptions } from './ship/file-tracking-shipper.js';
export { TrackingPatience, type TrackingPatienceOptions } from './ship/tracking-patience.js';
export {
  type StreamEntry,
  streamBytesMax,
  type TrackingGap,
  TrackingStream,
} from './ship/redis-tracking-stream.js';
