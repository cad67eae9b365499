import { totpKeyPlace, type Administrator } from '@mailyard/sign-in';

import type { OperationContext } from '../../context.js';
import { OperationError } from '../../operation.js';

type Sealing = Pick<OperationContext, 'secretKeys' | 'administrators' | 'directory'>;

/** ADR 14: while something is sealed, a key file that is missing is not replaced by a new one. */
export async function sealedTotpKey(key: Buffer, guid: string, context: Sealing): Promise<string> {
  const { secretKeys } = context;
  if (!(await secretKeys.exist()) && (await hasSecrets(context))) {
    throw new OperationError(
      `there is no ${secretKeys.file}, but secrets that were sealed with it: is a volume not mounted?`,
    );
  }
  await secretKeys.ensure();
  return secretKeys.seal(key.toString('base64'), totpKeyPlace(guid));
}

export async function openedTotpKey(
  { name, guid, secondFactor }: Administrator,
  { secretKeys }: Pick<OperationContext, 'secretKeys'>,
): Promise<Buffer> {
  if (secondFactor === undefined) throw new OperationError(`${name} has no second factor`);
  const opened = await secretKeys.open(secondFactor.sealedKey, totpKeyPlace(guid));
  if (opened.kind === 'opened') return Buffer.from(opened.secret, 'base64');
  throw new OperationError(`the second factor of ${name} cannot be opened: ${opened.reason}`);
}

async function hasSecrets({ administrators, directory }: Sealing): Promise<boolean> {
  const isSealed = directory.organization.sendConnectors.some(
    ({ SealedPassword, SealedClientSecret }) => (SealedPassword ?? SealedClientSecret) !== undefined,
  );
  return isSealed || (await administrators.list()).some(({ secondFactor }) => secondFactor !== undefined);
}
