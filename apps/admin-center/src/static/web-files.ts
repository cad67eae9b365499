import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file as it is sent, and the smaller forms that the build has made of it (RFC 9110 §8.4). */
export interface WebFile {
  readonly type: string;
  readonly content: Buffer;
  readonly encoded: Readonly<Partial<Record<Encoding, Buffer>>>;
}

export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];
const endings: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};

/** By their paths, `/assets/main-1a2b.js`; none: the pages are not built. They are small, and read once. */
export function readWebFiles(folder: string): ReadonlyMap<string, WebFile> {
  const names = namesIn(folder);
  const files = names.filter((name) => extname(name) in types).map((name) => fileOf(folder, name, names));
  return new Map(files);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function fileOf(folder: string, name: string, names: readonly string[]): [string, WebFile] {
  const read = (path: string): Buffer => readFileSync(join(folder, path));
  const encoded = encodings
    .filter((encoding) => names.includes(name + endings[encoding]))
    .map((encoding) => [encoding, read(name + endings[encoding])] as const);
  const type = types[extname(name)] ?? 'application/octet-stream';
  return [
    `/${name.replaceAll('\\', '/')}`,
    { type, content: read(name), encoded: Object.fromEntries(encoded) },
  ];
}
