import type { SecretKeys } from '@mailyard/service';
import { totpKeyPlace, type Administrators } from '@mailyard/sign-in';

export interface ResealedSecondFactors {
  readonly secondFactors: readonly string[];
  readonly closedSecondFactors: readonly { readonly administrator: string; readonly reason: string }[];
}

/** Seals the second factors of all administrators with the newest key. */
export async function resealSecondFactors(
  administrators: Administrators,
  keys: Pick<SecretKeys, 'open' | 'seal'>,
): Promise<ResealedSecondFactors> {
  const outcome = {
    secondFactors: [] as string[],
    closedSecondFactors: [] as { administrator: string; reason: string }[],
  };
  for (const { name, guid, secondFactor } of await administrators.list()) {
    if (secondFactor === undefined) continue;
    const place = totpKeyPlace(guid);
    // A handful of people.
    // eslint-disable-next-line no-await-in-loop
    const opened = await keys.open(secondFactor.sealedKey, place);
    if (opened.kind === 'closed') {
      outcome.closedSecondFactors.push({ administrator: name, reason: opened.reason });
      continue;
    }
    // eslint-disable-next-line no-await-in-loop
    const sealedKey = await keys.seal(opened.secret, place);
    // What was reset or made anew meanwhile is sealed with the new key already.
    // eslint-disable-next-line no-await-in-loop
    await administrators.change(name, (known) =>
      known.secondFactor?.sealedKey === secondFactor.sealedKey
        ? { ...known, secondFactor: { ...known.secondFactor, sealedKey } }
        : known,
    );
    outcome.secondFactors.push(name);
  }
  return outcome;
}
