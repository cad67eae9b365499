import type { Host } from '../command/host.js';
import { TerminatingError } from '../errors/error-record.js';
import { textOf } from '../values/text.js';
import { itemsOf, type Value, type ValueList } from '../values/value.js';

type FileMethod = (host: Host, path: string, content: Value) => Promise<Value>;

const whole = { append: false } as const;

/** `[System.IO.File]::…`: how Exchange's documents bring certificates and their requests into files and out of them. */
const methods: Readonly<Record<string, FileMethod>> = {
  readallbytes: async (host, path) => [...(await host.readBytes(path))],
  readalltext: async (host, path) => (await host.readText(path)).replace(/^\ufeff/, ''),
  exists: (host, path) => host.exists(path),
  async writeallbytes(host, path, content) {
    await host.writeBytes(path, octets(content), whole);
    return null;
  },
  async writealltext(host, path, content) {
    await host.writeText(path, textOf(content), whole);
    return null;
  },
};

function octets(content: Value): Uint8Array {
  const items = itemsOf(content);
  const isOctet = (item: Value): item is number => typeof item === 'number' && item >= 0 && item < 256;
  if (items.length === 0 || !items.every(isOctet)) {
    throw new TerminatingError('Exception calling "WriteAllBytes": the value is no array of bytes.');
  }
  return Uint8Array.from(items);
}

/** Undefined: the type is another one, or has no such method. */
export function fileMethod(
  type: string,
  name: string,
): ((host: Host, parameters: ValueList) => Promise<Value>) | undefined {
  const method =
    /^(?:system\.)?io\.file$/i.test(type) && Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method && ((host, [path = null, content = null]) => method(host, textOf(path), content));
}
