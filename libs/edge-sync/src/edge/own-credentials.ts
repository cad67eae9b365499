import { secretPlace, type SendConnector } from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';
import type { SecretKeys } from '@mailyard/service';

import { configurationSection, SectionError, type ConfigurationSection } from '../bundle/section-content.js';
import { openedAtEdge } from '../subscription/sealed-credential.js';

const sealedParameters = ['SealedPassword', 'SealedClientSecret'] as const;

export interface OwnCredentials {
  readonly keys: Pick<SecretKeys, 'open' | 'seal' | 'ensure'>;
  /** Of the subscription. */
  readonly key: Buffer;
  /** As this Edge has them. */
  readonly connectors: readonly SendConnector[];
}

type Incoming = ConfigurationSection['sendConnectors'][number];

/** A section configuration whose secrets are sealed as this Edge seals its own; one that it has already stays as it is. */
export async function withOwnCredentials(text: string, own: OwnCredentials): Promise<string> {
  const { data } = configurationSection.safeParse(JSON.parse(text));
  if (data === undefined) throw new SectionError('configuration');
  const sendConnectors = await Promise.all(data.sendConnectors.map((connector) => resealed(connector, own)));
  return JSON.stringify({ ...data, sendConnectors });
}

async function resealed(connector: Incoming, { keys, key, connectors }: OwnCredentials): Promise<Incoming> {
  const { Name } = connector;
  const known = connectors.find((each) => nameKey(each.Name) === nameKey(String(Name)));
  const Guid = known?.Guid ?? connector.Guid;
  const sealed = await Promise.all(
    sealedParameters.map(async (parameter) => {
      const text = connector[parameter];
      if (typeof text !== 'string') return [];
      const secret = opened(key, secretPlace(connector.Guid, parameter), text);
      const place = secretPlace(Guid, parameter);
      const former = known?.[parameter];
      const before = former === undefined ? undefined : await keys.open(former, place);
      if (former !== undefined && before?.kind === 'opened' && before.secret === secret) {
        return [[parameter, former]] as const;
      }
      await keys.ensure();
      return [[parameter, await keys.seal(secret, place)]] as const;
    }),
  );
  return { ...connector, Guid, ...(Object.fromEntries(sealed.flat()) as object) };
}

function opened(key: Buffer, place: string, sealed: string): string {
  try {
    return openedAtEdge(key, place, sealed);
  } catch {
    // Signed by the organization, and sealed by another key than this subscription's.
    throw new SectionError('configuration');
  }
}
