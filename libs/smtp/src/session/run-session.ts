import { replies } from '../replies.js';
import { Reply, ReplyError } from '../reply.js';
import type { Dialogue } from './dialogue/dialogue.js';
import type { Answer, Verb } from './verb.js';
import { trimBlankEnd, trimBlanks } from '../syntax/blanks.js';
import { verbTables } from './verbs/verb-table.js';

/**
 * One session from the greeting to the end: reads a command, lets its verb answer, replies, one after the other.
 * Rejects only when the handler cannot even be told a fault.
 */
export async function runSession(dialogue: Dialogue): Promise<void> {
  const { handler, session } = dialogue;
  try {
    if (await greet(dialogue)) while (await nextCommand(dialogue));
  } catch (error) {
    handler.fault(error, session);
    dialogue.end(replies.notAvailable);
  }
  try {
    dialogue.close();
  } catch (error) {
    handler.fault(error, session);
    dialogue.wire.destroy();
  }
  handler.closed(session);
}

async function greet(dialogue: Dialogue): Promise<boolean> {
  const { handler, session } = dialogue;
  dialogue.trace.event('+', '');
  let greeting: Reply;
  try {
    greeting = await handler.connect(session);
    if (greeting.code === 220) takeLogin(dialogue);
  } catch (error) {
    greeting = dialogue.refusal(error);
  }
  dialogue.send(greeting === replies.localError ? replies.notAvailable : greeting);
  if (greeting.code !== 220) dialogue.end();
  return dialogue.open;
}

/** The user whom a trusted peer has named. */
function takeLogin({ handler, session, forwarder }: Dialogue): void {
  const login = forwarder?.LOGIN ?? undefined;
  if (login === undefined) return;
  if (handler.vouched === undefined) throw new ReplyError(replies.authUnsuccessful);
  session.user = handler.vouched(login, session);
}

/** False when the session is over. */
async function nextCommand(dialogue: Dialogue): Promise<boolean> {
  const early = dialogue.wire.input.pending;
  const line = await dialogue.commandLine();
  if (line === undefined) return false;
  await dialogue.reply(await answer(dialogue, line, { early }));
  return dialogue.open;
}

interface Arrival {
  /** The command came before the reply to the one before it had gone out. */
  readonly early: boolean;
}

async function answer(dialogue: Dialogue, given: string | Reply, { early }: Arrival): Promise<Answer> {
  if (given instanceof Reply) {
    dialogue.trace.malformedLine();
    return given;
  }
  const line = trimBlankEnd(given);
  const space = line.indexOf(' ');
  const name = (space === -1 ? line : line.slice(0, space)).toUpperCase();
  const verb = verbTables[dialogue.protocol].get(name);
  dialogue.trace.command(line, { known: verb !== undefined });
  if (verb === undefined) return replies.unrecognizedCommand;
  const refusal = outOfOrder(dialogue, verb, { early });
  if (refusal !== undefined) return refusal;
  try {
    return await verb.run(dialogue, space === -1 ? '' : trimBlanks(line.slice(space + 1)));
  } catch (error) {
    return dialogue.refusal(error);
  }
}

function outOfOrder(
  { session, offer, transaction }: Dialogue,
  verb: Verb,
  { early }: Arrival,
): Reply | undefined {
  // BDAT judges for itself, since its octets must be taken in any case.
  if (verb.octetsFollow === true) return undefined;
  if (verb.needsHello === true && session.helo === undefined) return replies.sendHelloFirst;
  if (verb.betweenChunks !== true && transaction?.contentBegun === true) return replies.bdatInProgress;
  // RFC 2920 §3.1: who was not offered PIPELINING waits for each reply.
  return early && !offer.pipelining ? replies.pipeliningViolation : undefined;
}
