import type { QueryField } from '../../../ui/index.js';

const events = [
  'RECEIVE',
  'SEND',
  'DELIVER',
  'DEFER',
  'FAIL',
  'DSN',
  'EXPAND',
  'REDIRECT',
  'RESOLVE',
  'DROP',
];

/** What tracking is searched by, for who types it; what is meant by it is said by the server (Search-MessageTrackingReport). */
export const trackingSearchFields: readonly QueryField[] = [
  { name: 'from', kind: 'text' },
  { name: 'to', kind: 'text' },
  { name: 'subject', kind: 'text' },
  { name: 'event', kind: 'choice', values: events },
  { name: 'source', kind: 'exact' },
  { name: 'server', kind: 'exact' },
  { name: 'connector', kind: 'exact' },
  { name: 'ip', kind: 'address' },
  { name: 'id', kind: 'exact' },
  { name: 'netid', kind: 'exact' },
  { name: 'msgid', kind: 'exact' },
  { name: 'received', kind: 'time' },
];
