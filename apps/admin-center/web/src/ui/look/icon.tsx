/** Our own icons, lines on a grid of 16; each stands beside a text or in a control that has one. */
const paths = {
  add: 'M8 3v10M3 8h10',
  bell: 'M8 2.2a3.8 3.8 0 0 0-3.8 3.8c0 3.6-1.4 4.6-1.7 5.2h11c-.3-.6-1.7-1.6-1.7-5.2A3.8 3.8 0 0 0 8 2.2M6.6 13.4a1.5 1.5 0 0 0 2.8 0',
  back: 'M10 3 5 8l5 5',
  check: 'm3 8.5 3.2 3L13 4.5',
  clear: 'm4 4 8 8M12 4l-8 8',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2m0 3v3.2l2.2 1.4',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  dashboard: 'M2.5 11.5a5.5 5.5 0 1 1 11 0M8 11.5l2.6-3.4',
  details: 'M2.5 3h11v10h-11zM9.5 3v10',
  disable: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M3.8 3.8l8.4 8.4',
  down: 'm4 6 4 4 4-4',
  download: 'M8 2.5v8m-3.2-3L8 10.7l3.2-3.2M3 13.5h10',
  edit: 'm3 13 .6-2.8 7.2-7.2 2.2 2.2-7.2 7.2zM9.4 4.4l2.2 2.2',
  enable: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M5.4 8.2l1.9 1.8 3.4-3.7',
  expand: 'm6 4 4 4-4 4',
  explain: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2m0 2.1v.1',
  mailFlow: 'M2 4.5h8.5v7H2zM2 5l4.2 3.4L10.5 5m2-.5L15 8l-2.5 3.5',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3-1.5v-2.5z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  minus: 'M3 8h10',
  more: 'M3.5 8h.1M8 8h.1M12.4 8h.1',
  pause: 'M5.5 3.5v9m5-9v9',
  permissions: 'M8 2 3 4v4c0 3 2 5 5 6 3-1 5-3 5-6V4z',
  play: 'm5 3.5 7 4.5-7 4.5z',
  queues: 'M2.5 3.5h11v3h-11zM2.5 9.5h11v3h-11z',
  recipients:
    'M6 3a2.4 2.4 0 1 0 0 4.8A2.4 2.4 0 0 0 6 3M1.8 13c.3-2.4 2-3.6 4.2-3.6s3.9 1.2 4.2 3.6m.3-9.6a2.2 2.2 0 0 1 0 4m1 2.2c1.6.4 2.6 1.5 2.8 3.4',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5V5h-2.5',
  remove: 'M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9',
  retry: 'M3 8a5 5 0 1 0 1.5-3.6M3 2.5V5h2.5',
  saved: 'm8 2.5 1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.2 4.6 13l.7-3.8-2.8-2.7 3.8-.5z',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9m3.4 7.9 3.1 3.1',
  servers: 'M3 2.5h10v4H3zM3 9.5h10v4H3zM5.2 4.5h.1m-.1 7h.1',
  tools: 'm2.8 13.2 5-5m1-4.7a3 3 0 0 1 3.6-.9L10.6 4.5l.9.9 1.9-1.8a3 3 0 0 1-3.9 3.9',
  tracking:
    'M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14m0-9a1.6 1.6 0 1 0 0 3.2A1.6 1.6 0 0 0 8 5',
  up: 'm4 10 4-4 4 4',
  user: 'M8 2.5a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M2.8 14c.4-2.9 2.4-4.2 5.2-4.2s4.8 1.3 5.2 4.2',
  warning: 'M8 2.5 14.2 13H1.8zM8 6.5v3m0 1.7v.1',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
