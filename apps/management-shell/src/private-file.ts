import { open } from 'node:fs/promises';

const ownerOnly = 0o600;

/** Writes a file that nobody but its owner can read, whatever it was before: it may hold a secret. */
export async function writePrivateFile(
  path: string,
  bytes: Uint8Array,
  { append }: { readonly append: boolean },
): Promise<void> {
  const file = await open(path, append ? 'a' : 'w', ownerOnly);
  try {
    // One that was there keeps its mode when it is opened; a device is for everybody.
    if ((await file.stat()).isFile()) await file.chmod(ownerOnly);
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}
