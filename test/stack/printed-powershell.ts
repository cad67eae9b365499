import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { repository } from './site.js';

/** The lines that a page prints to be typed into the shell, below the heading of that name. */
export async function printedPowerShell(page: string, heading: string): Promise<readonly string[]> {
  const text = await readFile(join(repository, page), 'utf8');
  const [, section] = new RegExp(`^## ${heading}\n(.*?)(?=^## |$(?![^]))`, 'ms').exec(text) ?? [];
  const blocks = Array.from(
    (section ?? '').matchAll(/^```powershell\n(.*?)^```$/gms),
    ([, lines]) => lines ?? '',
  );
  if (blocks.length === 0) throw new Error(`${page} prints nothing for the shell below ${heading}`);
  return blocks.flatMap((lines) => lines.trimEnd().split('\n'));
}
