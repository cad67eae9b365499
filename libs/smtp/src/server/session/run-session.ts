import { replies } from '../../reply/replies.js';
import { Reply, ReplyError, type Answer } from '../../reply/reply.js';
import { trimBlankEnd, trimBlanks } from '../verbs/arguments.js';
import { verbTables } from '../verbs/verb-table.js';
import type { Verb } from '../verbs/verb.js';
import type { UnderWay } from './reply-queue.js';
import type { ServerSession } from './server-session.js';

/**
 * One session from the greeting to the end: reads a command, lets its verb answer, replies, one after the other.
 * Rejects only when the handler cannot even be told a fault.
 */
export async function runSession(session: ServerSession): Promise<void> {
  const { handler, state } = session;
  try {
    if (await greet(session)) while (await nextCommand(session));
    await session.finish();
  } catch (error) {
    handler.fault(error, state);
    session.lifetime.end(replies.notAvailable);
  }
  try {
    session.close();
  } catch (error) {
    handler.fault(error, state);
    session.connection.destroy();
  }
  await session.settled().catch((error: unknown) => handler.fault(error, state));
  handler.closed(state);
}

async function greet(session: ServerSession): Promise<boolean> {
  const { handler, state } = session;
  session.trace.event('+', '');
  let greeting: Reply;
  try {
    greeting = await handler.connect(state);
    if (greeting.code === 220) takeLogin(session);
  } catch (error) {
    greeting = session.refusal(error);
  }
  session.send(greeting === replies.localError ? replies.notAvailable : greeting);
  if (greeting.code !== 220) session.lifetime.end();
  return session.lifetime.open;
}

/** The user whom a trusted peer has named. */
function takeLogin({ handler, state, forwarder }: ServerSession): void {
  const login = forwarder?.LOGIN ?? undefined;
  if (login === undefined) return;
  if (handler.vouched === undefined) throw new ReplyError(replies.authUnsuccessful);
  state.user = handler.vouched(login, state);
}

/** False when the session is over. */
async function nextCommand(session: ServerSession): Promise<boolean> {
  const early = session.connection.input.pending;
  const room = session.room();
  if (room !== undefined) await room;
  const line = await session.input.commandLine();
  if (line === undefined) return false;
  await session.reply(await answer(session, line, { early }));
  return session.lifetime.open;
}

interface Timing {
  /** The command came before the reply to the one before it had gone out. */
  readonly early: boolean;
}

async function answer(
  session: ServerSession,
  given: string | Reply,
  { early }: Timing,
): Promise<Answer | UnderWay> {
  if (given instanceof Reply) {
    session.trace.malformedLine();
    return given;
  }
  const line = trimBlankEnd(given);
  const space = line.indexOf(' ');
  const name = (space === -1 ? line : line.slice(0, space)).toUpperCase();
  const verb = verbTables[session.protocol].get(name);
  session.trace.command(line, { known: verb !== undefined });
  if (verb === undefined) return replies.unrecognizedCommand;
  const refusal = outOfOrder(session, verb, { early });
  if (refusal !== undefined) return refusal;
  if (verb.readAhead !== true && !(await session.answered())) return [];
  try {
    return await verb.run(session, space === -1 ? '' : trimBlanks(line.slice(space + 1)));
  } catch (error) {
    return session.refusal(error);
  }
}

function outOfOrder(
  { state, offer, transaction }: ServerSession,
  verb: Verb,
  { early }: Timing,
): Reply | undefined {
  // BDAT judges for itself, since its octets must be taken in any case.
  if (verb.octetsFollow === true) return undefined;
  if (verb.needsHello === true && state.helo === undefined) return replies.sendHelloFirst;
  if (verb.betweenChunks !== true && transaction?.contentBegun === true) return replies.bdatInProgress;
  // RFC 2920 §3.1: who was not offered PIPELINING waits for each reply.
  return early && !offer.pipelining ? replies.pipeliningViolation : undefined;
}
