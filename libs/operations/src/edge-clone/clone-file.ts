import { z } from 'zod';

import { OperationInputError } from '../operation.js';
import { openSecrets, sealedSecrets, sealSecrets, type CloneSecrets } from './clone-secrets.js';

export const cloneFileMax = 20_000_000;

/** The file, as it is handed in. */
export const cloneConfigData = z
  .base64()
  .min(1)
  .max(cloneFileMax)
  .describe('Base64 of what Export-EdgeConfig gave at the other Edge.');

/** Objects of one kind, or the one there is, as organization.yaml has them. */
const section = z.union([
  z.array(z.record(z.string(), z.unknown())).readonly(),
  z.record(z.string(), z.unknown()),
]);

const cloneConfiguration = z
  .strictObject({
    /** Of this form of the file. */
    version: z.literal(1),
    server: z.strictObject({ name: z.string(), fqdn: z.string() }).readonly(),
    organization: z.record(z.string(), z.union([z.boolean(), section])).readonly(),
  })
  .readonly();

/** The configuration of an Edge server, for others like it. */
export type CloneConfiguration = z.output<typeof cloneConfiguration>;

const cloneFile = cloneConfiguration.unwrap().extend({ secrets: sealedSecrets }).readonly();

export async function writeCloneFile(
  configuration: CloneConfiguration,
  secrets: CloneSecrets,
  key: string,
): Promise<string> {
  const file = { ...configuration, secrets: await sealSecrets(secrets, key, configuration) };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Throws OperationInputError for what is no such file, was changed, or has another key. */
export async function readCloneFile(
  base64: string,
  key: string,
): Promise<{ readonly configuration: CloneConfiguration; readonly secrets: CloneSecrets }> {
  const { data, error } = cloneFile.safeParse(parsed(Buffer.from(base64, 'base64').toString()));
  if (data === undefined) {
    const [issue] = error.issues;
    throw new OperationInputError(
      `CloneConfigData is no file of Export-EdgeConfig: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  const { secrets: sealed, version, server, organization } = data;
  const configuration = { version, server, organization };
  return { configuration, secrets: await openSecrets(sealed, key, configuration) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says that it is none.
    return undefined;
  }
}
