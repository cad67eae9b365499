import type { SecretKeys } from '@mailyard/service';

import {
  sealedKinds,
  sealedParameters,
  secretPlace,
  type SealedKind,
  type SealedParameter,
  type WithSecrets,
} from '../kinds/send-connectors/parameters/credential-parameters.js';
import { DirectoryConflict, type Directory } from '../redis/directory.js';

/** Whose secrets were sealed again, and whose could not be opened. */
export interface ResealOutcome {
  readonly resealed: readonly string[];
  /** `connector`: or directory source. */
  readonly closed: readonly { readonly connector: string; readonly reason: string }[];
}

type Keys = Pick<SecretKeys, 'open' | 'seal'>;

/** An object that may have secrets. */
interface Holder {
  readonly kind: SealedKind;
  readonly object: WithSecrets & { readonly Guid: string; readonly Name: string };
}

const attemptsMax = 5;

/** Seals all secrets of the organization with the newest key; begins again when somebody changes the directory meanwhile. */
export async function resealSecrets(directory: Directory, keys: Keys): Promise<ResealOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const { revision, objects } = directory.organization;
    const holders = sealedKinds.flatMap((kind) => objects[kind].map((object): Holder => ({ kind, object })));
    const outcomes = await Promise.all(holders.map((holder) => resealed(holder, keys)));
    const changed = outcomes.flatMap(({ holder }) => holder ?? []);
    const put = Object.fromEntries(
      sealedKinds.map((kind) => [
        kind,
        changed.filter((each) => each.kind === kind).map(({ object }) => object),
      ]),
    ) as Parameters<Directory['put']>[0];
    try {
      if (changed.length > 0) await directory.put(put, { ifRevision: revision });
      return {
        resealed: changed.map(({ object }) => object.Name),
        closed: outcomes.flatMap(({ closed }) => closed),
      };
    } catch (error) {
      if (!(error instanceof DirectoryConflict) || attempt === attemptsMax) throw error;
    }
  }
}

interface Resealed {
  /** Undefined: nothing of it is sealed. */
  readonly holder?: Holder;
  readonly closed: ResealOutcome['closed'];
}

async function resealed({ kind, object }: Holder, keys: Keys): Promise<Resealed> {
  const sealed: Partial<Record<SealedParameter, string>> = {};
  const closed: { connector: string; reason: string }[] = [];
  for (const parameter of sealedParameters) {
    const text = object[parameter];
    if (text === undefined) continue;
    const place = secretPlace(object.Guid, parameter, kind);
    // There are two of them.
    // eslint-disable-next-line no-await-in-loop
    const opened = await keys.open(text, place);
    if (opened.kind === 'closed') closed.push({ connector: object.Name, reason: opened.reason });
    // eslint-disable-next-line no-await-in-loop
    else sealed[parameter] = await keys.seal(opened.secret, place);
  }
  const isChanged = Object.keys(sealed).length > 0;
  return { closed, ...(isChanged ? { holder: { kind, object: { ...object, ...sealed } } } : {}) };
}
