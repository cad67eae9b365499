import { poisonQueue, setAside, type SetAside } from '@mailyard/queue';

import { tellMove, type MoveContext } from '../tracking/track-moved.js';

/** As `setAside`, and message tracking tells of it. */
export async function setMessageAside(message: SetAside, context: MoveContext): Promise<boolean> {
  const isAside = await setAside(context.database, message);
  if (isAside) await tellAside(message, context);
  return isAside;
}

/** POISONMESSAGE of a copy that is in the Poison queue now, and what brought it there. */
export async function tellAside(
  { id, number, reason }: Pick<SetAside, 'id' | 'number' | 'reason'>,
  context: MoveContext,
): Promise<void> {
  const move = { eventId: 'POISONMESSAGE', source: 'POISONMESSAGE', sourceContext: reason } as const;
  const tell = await tellMove({ id, number, queue: poisonQueue }, move, context);
  tell();
}
