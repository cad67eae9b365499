import { getProtocolLog } from '../../protocol-log/get-protocol-log.js';
import type { ProtocolTail } from '../../protocol-log/file-protocol-logs.js';
import { passing } from '../../protocol-log/search-protocol-log.js';
import type { TopicKind } from '../live-source.js';

/** So many lines are told at a time; of others it is told how many there were. */
const linesMax = 200;

/** What is added to the protocol logs, read from their files: whoever writes them knows nothing of it. */
export const tailTopic: TopicKind = {
  name: 'tail',
  argument: 'filter',
  summary:
    'Lines that are added to the protocol logs of the server: each row has some lines, and how many more were ' +
    "skipped. The filter is Exchange's, as in `tail:RemoteAddress -eq '192.0.2.1'`; `tail:*` is all; it ends the list.",
  rights: [getProtocolLog.right],
  everyMs: 500,
  open(filter, { protocolLogs }) {
    const passes = passing(filter);
    let tail: ProtocolTail | undefined;
    let count = 0;
    return {
      async look() {
        if (tail === undefined) {
          tail = await protocolLogs.tail();
          return { isComplete: false, rows: [] };
        }
        const { lines, skipped } = await tail.read();
        const ours = lines.filter(passes);
        if (ours.length + skipped === 0) return { isComplete: false, rows: [] };
        count += 1;
        const row = { lines: ours.slice(-linesMax), skipped: skipped + Math.max(0, ours.length - linesMax) };
        return { isComplete: false, rows: [[String(count), row] as const] };
      },
    };
  },
};
