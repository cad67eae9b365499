import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of any service: MSGTRK, MSGTRKMD, MSGTRKMS, MSGTRKMA. */
const filePattern = /^MSGTRK(?:MD|MS|MA)?\d{8,10}-\d+\.log$/i;

const newline = 0x0a;
/** Some hundred rows. */
const partBytes = 262_144;
/** A row with that many recipients cannot be. */
const lineBytesMax = 64 * 1_048_576;

/** The tracking files in a folder, the oldest first. */
export async function trackingFiles(dir: string): Promise<readonly string[]> {
  const names = (await readdir(dir).catch(ignoreMissing)) ?? [];
  return names.filter((name) => filePattern.test(name)).sort(byAge);
}

/** The day or the hour, then the number. */
function byAge(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => /(\d+)-(\d+)/.exec(name) ?? []);
  const [[, periodA = '', numberA], [, periodB = '', numberB]] = [first ?? [], second ?? []];
  return periodA.localeCompare(periodB) || Number(numberA) - Number(numberB);
}

/** Undefined when it is not there any more. */
export async function stateOf(dir: string, name: string) {
  const found = await stat(join(dir, name)).catch(ignoreMissing);
  return found && { bytes: found.size, modifiedMs: found.mtimeMs };
}

/** Whole lines from a place in a file on, behind the line that names their fields; undefined when none is complete. */
export async function nextLines(
  path: string,
  from: number,
): Promise<{ readonly lines: Buffer; readonly to: number } | undefined> {
  const file = await open(path).catch(ignoreMissing);
  if (file === undefined) return undefined;
  try {
    const lines = await wholeLines(file, from);
    if (lines === undefined) return undefined;
    const to = from + lines.length;
    return { lines: from === 0 ? lines : Buffer.concat([await fieldsLine(file), lines]), to };
  } finally {
    await file.close();
  }
}

/** When the first of these lines was written, in milliseconds since the epoch; undefined when none of them says. */
export function firstTime(lines: Buffer): number | undefined {
  const [, time = ''] = /^(?!#)([^,\r\n]+),/m.exec(lines.toString('latin1', 0, 2048)) ?? [];
  const at = Date.parse(time);
  return Number.isNaN(at) ? undefined : at;
}

async function wholeLines(file: FileHandle, from: number): Promise<Buffer | undefined> {
  for (let size = partBytes; size <= lineBytesMax; size *= 2) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(size), 0, size, from);
    const end = buffer.lastIndexOf(newline, bytesRead - 1) + 1;
    if (bytesRead > 0 && end > 0) return buffer.subarray(0, end);
    if (bytesRead < size) return undefined;
  }
  throw new Error(`a line at ${from} does not end within ${lineBytesMax} octets`);
}

/** Of the first lines of a file. */
async function fieldsLine(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(8192), 0, 8192, 0);
  const begin = buffer.indexOf('#Fields:');
  const end = buffer.indexOf(newline, begin) + 1;
  if (begin < 0 || end === 0 || end > bytesRead) return Buffer.alloc(0);
  return buffer.subarray(begin, end);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
