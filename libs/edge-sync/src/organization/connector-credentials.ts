import { secretPlace, type SendConnector } from '@mailyard/directory';
import type { SecretKeys } from '@mailyard/service';

import { sealedForEdge } from '../subscription/sealed-credential.js';

const sealedParameters = ['SealedPassword', 'SealedClientSecret'] as const;

/** A secret that the organization has and cannot open here: nothing of the configuration is pushed without it. */
export class CredentialClosed extends Error {
  override readonly name = 'CredentialClosed';
}

export interface Credentials {
  readonly keys: Pick<SecretKeys, 'open'>;
  /** Of the subscription. */
  readonly key: Buffer;
}

/** A connector whose secrets its Edge can open, and nobody else. */
export async function withCredentials(
  connector: SendConnector,
  { keys, key }: Credentials,
): Promise<SendConnector> {
  const sealed = await Promise.all(
    sealedParameters.map(async (parameter) => {
      const own = connector[parameter];
      if (own === undefined) return [];
      const place = secretPlace(connector.Guid, parameter);
      const opened = await keys.open(own, place);
      if (opened.kind === 'opened') return [[parameter, sealedForEdge(key, place, opened.secret)]] as const;
      throw new CredentialClosed(`the secret of ${connector.Name} cannot be opened: ${opened.reason}`);
    }),
  );
  return { ...connector, ...(Object.fromEntries(sealed.flat()) as object) };
}
