import { replies } from '../../reply/replies.js';
import { Reply, ReplyError } from '../../reply/reply.js';
import { trimBlanks } from '../verbs/arguments.js';
import { verbTables } from '../verbs/verb-table.js';
import type { Given, Verb } from '../verbs/verb.js';
import type { ServerSession } from './server-session.js';

/**
 * One session from the greeting to the end: reads a command, lets its verb answer, replies, one after the other.
 * Rejects only when the handler cannot even be told a fault.
 */
export async function runSession(session: ServerSession): Promise<void> {
  const { handler, state } = session;
  try {
    if (await greet(session)) await converse(session);
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
  await session.answers.settled().catch((error: unknown) => handler.fault(error, state));
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
  session.answers.send(greeting === replies.localError ? replies.notAvailable : greeting);
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

/** Command by command: what can be answered at once is, and nothing is waited for that is there. */
async function converse(session: ServerSession): Promise<void> {
  const { input, connection, lifetime } = session;
  while (lifetime.open) {
    const early = connection.input.pending;
    for (let pause = session.pause(); pause !== undefined; pause = session.pause()) {
      await waited(session, pause);
    }
    let line = input.takeCommand();
    while (line === undefined) {
      if (!(await input.more())) return;
      line = input.takeCommand();
    }
    const given = answer(session, line, { early });
    const replied = session.answers.give(given instanceof Promise ? await waited(session, given) : given);
    if (replied !== undefined) await waited(session, replied);
  }
}

/** Whatever is waited for, the replies so far leave. */
function waited<T>({ connection }: ServerSession, something: Promise<T>): Promise<T> {
  connection.flushSoon();
  return something;
}

interface Timing {
  /** The command came before the reply to the one before it had gone out. */
  readonly early: boolean;
}

function answer(session: ServerSession, given: string | Reply, { early }: Timing): Promise<Given> | Given {
  if (given instanceof Reply) {
    session.trace.malformedLine();
    return given;
  }
  // RFC 5321 §4.1.1 has white space behind a command alone; what is typed or pasted has it before one, too.
  const line = trimBlanks(given);
  const space = line.indexOf(' ');
  const name = (space === -1 ? line : line.slice(0, space)).toUpperCase();
  const verb = verbTables[session.protocol].get(name);
  session.trace.command(line, verb === undefined ? undefined : name);
  if (verb === undefined) return replies.unrecognizedCommand;
  const refusal = outOfOrder(session, verb, { early });
  if (refusal !== undefined) return refusal;
  const argument = space === -1 ? '' : trimBlanks(line.slice(space + 1));
  const replied = verb.readAhead === true ? undefined : session.answers.given();
  if (replied === undefined) return carryOut(session, verb, argument);
  return replied.then(() => (session.lifetime.open ? carryOut(session, verb, argument) : []));
}

function carryOut(session: ServerSession, verb: Verb, argument: string): Promise<Given> | Given {
  try {
    const given = verb.run(session, argument);
    return given instanceof Promise ? given.catch((error: unknown) => session.refusal(error)) : given;
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
