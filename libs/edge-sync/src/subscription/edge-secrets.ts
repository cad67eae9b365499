import { secretPlace, type EdgeSubscription } from '@mailyard/directory';
import type { SecretKeys } from '@mailyard/service';
import { z } from 'zod';

const text = z.string().min(32);

/** What a subscription keeps sealed. */
const kept = z.strictObject({
  /** What recipients are hashed with. */
  inForce: text.optional(),
  /** What an organization may introduce itself with; from then on it is the one in force. */
  introduction: text.optional(),
});

export type EdgeSecrets = z.infer<typeof kept>;

type Sealed = Pick<EdgeSubscription, 'Guid' | 'SealedPassword'>;

/** Throws when the key of it is not there. */
export async function openSecrets(
  { Guid, SealedPassword }: Sealed,
  keys: Pick<SecretKeys, 'open'>,
): Promise<EdgeSecrets> {
  const opened = await keys.open(SealedPassword, placeOf(Guid));
  if (opened.kind === 'closed') {
    throw new Error(`the secret of the Edge subscription cannot be opened: ${opened.reason}`);
  }
  return kept.parse(JSON.parse(opened.secret));
}

export async function sealSecrets(
  secrets: EdgeSecrets,
  guid: string,
  keys: Pick<SecretKeys, 'ensure' | 'seal'>,
): Promise<string> {
  await keys.ensure();
  return keys.seal(JSON.stringify(secrets), placeOf(guid));
}

function placeOf(guid: string): string {
  return secretPlace(guid, 'SealedPassword', 'EdgeSubscriptions');
}
