import type { SecretKeys } from '@mailyard/service';

import {
  sealedParameters,
  secretPlace,
  type SealedParameter,
} from '../kinds/send-connectors/parameters/credential-parameters.js';
import type { SendConnector } from '../kinds/send-connectors/send-connector.js';
import { DirectoryConflict, type Directory } from '../redis/directory.js';

/** Whose secrets were sealed again, and whose could not be opened. */
export interface ResealOutcome {
  readonly resealed: readonly string[];
  readonly closed: readonly { readonly connector: string; readonly reason: string }[];
}

const attemptsMax = 5;

/** Seals the secrets of all Send connectors with the newest key; begins again when somebody changes the directory meanwhile. */
export async function resealSecrets(
  directory: Directory,
  keys: Pick<SecretKeys, 'open' | 'seal'>,
): Promise<ResealOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const { revision, sendConnectors } = directory.organization;
    const outcomes = await Promise.all(sendConnectors.map((connector) => resealed(connector, keys)));
    const changed = outcomes.flatMap(({ connector }) => connector ?? []);
    try {
      if (changed.length > 0) await directory.put({ SendConnectors: changed }, { ifRevision: revision });
      return { resealed: changed.map(({ Name }) => Name), closed: outcomes.flatMap(({ closed }) => closed) };
    } catch (error) {
      if (!(error instanceof DirectoryConflict) || attempt === attemptsMax) throw error;
    }
  }
}

interface Resealed {
  /** Undefined: nothing of it is sealed. */
  readonly connector?: SendConnector;
  readonly closed: ResealOutcome['closed'];
}

async function resealed(
  connector: SendConnector,
  keys: Pick<SecretKeys, 'open' | 'seal'>,
): Promise<Resealed> {
  const sealed: Partial<Record<SealedParameter, string>> = {};
  const closed: { connector: string; reason: string }[] = [];
  for (const parameter of sealedParameters) {
    const text = connector[parameter];
    if (text === undefined) continue;
    const place = secretPlace(connector.Guid, parameter);
    // There are two of them.
    // eslint-disable-next-line no-await-in-loop
    const opened = await keys.open(text, place);
    if (opened.kind === 'closed') closed.push({ connector: connector.Name, reason: opened.reason });
    // eslint-disable-next-line no-await-in-loop
    else sealed[parameter] = await keys.seal(opened.secret, place);
  }
  const isChanged = Object.keys(sealed).length > 0;
  return { closed, ...(isChanged ? { connector: { ...connector, ...sealed } } : {}) };
}
