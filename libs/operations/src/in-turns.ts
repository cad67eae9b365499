import { setImmediate as nextTurn } from 'node:timers/promises';

/** A millisecond or two. */
const partMax = 100;

/** What is made of each of very many, in parts between which whoever asks for little has a turn. */
export async function mapInTurns<T, Made>(all: readonly T[], make: (each: T) => Made): Promise<Made[]> {
  const made: Made[] = [];
  for (const each of all) {
    if (made.length % partMax === partMax - 1) await nextTurn();
    made.push(make(each));
  }
  return made;
}
