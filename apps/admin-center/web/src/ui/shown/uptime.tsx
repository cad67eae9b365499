import { useFormat } from '../../text/index.js';
import { useNow } from '../browser/use-now.js';

/** How long something lasts already, second by second. */
export function Uptime({ since }: { readonly since: number }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={new Date(since).toISOString()} title={format.dateTime(since)}>
      {format.duration(now - since)}
    </time>
  );
}
