import { readFile } from 'node:fs/promises';

import { KerberosAcceptor } from './kerberos-acceptor.js';
import { parseKeytab } from './keytab.js';

/** Rejects when the file cannot be read or has no key that can be used. */
export async function acceptorFrom(keytabFile: string): Promise<KerberosAcceptor> {
  const entries = parseKeytab(await readFile(keytabFile));
  if (entries.length === 0) throw new Error(`${keytabFile} has no key of type aes128-cts or aes256-cts`);
  return new KerberosAcceptor(entries);
}
