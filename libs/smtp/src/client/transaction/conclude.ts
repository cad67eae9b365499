import type { CommandChannel } from '../command-channel.js';
import { lapsed, type Hold } from '../hold.js';

/** The kernel takes so much at once from a connection that is not behind. */
const atOnceBytes = 16_384;

/**
 * The last octets of a message. The very last one leaves when all before it has left, and if the message is ours then;
 * else the channel fails: no peer gets an end that comes by itself when this process wakes up. Undefined: it is done.
 */
export function conclude(
  channel: CommandChannel,
  pieces: readonly Buffer[],
  hold: Hold | undefined,
): Promise<void> | undefined {
  const octets = pieces.reduce((sum, { length }) => sum + length, 0);
  const atOnce = hold === undefined || (octets <= atOnceBytes && channel.writer.fresh && hold.isSure());
  const filled = pieces.filter(({ length }) => length > 0);
  if (!atOnce) return concludeLater(channel, filled, hold);
  for (const piece of pieces) channel.octets(piece);
  if (hold !== undefined && channel.usable) channel.writer.leaveIf(hold);
  return undefined;
}

async function concludeLater(channel: CommandChannel, pieces: readonly Buffer[], hold: Hold): Promise<void> {
  const last = pieces.at(-1);
  if (last === undefined) return mayConclude(channel, hold);
  for (const piece of [...pieces.slice(0, -1), last.subarray(0, -1)]) channel.octets(piece);
  await mayConclude(channel, hold);
  channel.octets(last.subarray(-1));
}

/** All that was written has left, or never will; a channel whose message is not ours any more has failed. */
export async function mayConclude(channel: CommandChannel, hold: Hold): Promise<void> {
  if (channel.usable) await channel.writer.left();
  if (channel.usable && !hold.isSure() && !(await hold.confirm())) channel.fail(lapsed());
  if (channel.usable) channel.writer.leaveIf(hold);
}
