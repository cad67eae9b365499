import { api, type ChangedObject, type ChangeOptions } from '../../../api/index.js';

/** So many are tried while somebody types. */
const triedMax = 20;

/**
 * Says the same of each of them, one after the other: the first that is refused ends it, and says why. The answer is that
 * of the last one, with the commands of all where all of them were asked.
 */
export async function ordersForAll(
  rows: readonly { readonly Identity: string }[],
  said: object,
  how: ChangeOptions,
): Promise<ChangedObject> {
  const asked = how.validateOnly === true ? rows.slice(0, triedMax) : rows;
  const answers: ChangedObject[] = [];
  for (const { Identity } of asked) answers.push(await api.mailboxes.set(Identity, said, how));
  const last = answers.at(-1);
  if (last === undefined) throw new Error('nobody is selected');
  const { cmdlet: _, ...answer } = last;
  const commands = answers.flatMap(({ cmdlet }) => cmdlet ?? []);
  return asked.length === rows.length ? { ...answer, cmdlet: commands.join('\n') } : answer;
}
