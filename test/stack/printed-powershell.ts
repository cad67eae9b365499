import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { repository } from './site.js';

/** The lines that a page prints to be typed into the shell, below the heading of that name. */
export async function printedPowerShell(page: string, heading: string): Promise<readonly string[]> {
  const blocks = Array.from(
    (await sectionOf(page, heading)).matchAll(/^```powershell\n(.*?)^```$/gms),
    ([, lines]) => lines ?? '',
  );
  if (blocks.length === 0) throw new Error(`${page} prints nothing for the shell below ${heading}`);
  return blocks.flatMap((lines) => lines.trimEnd().split('\n'));
}

/** The lines that a page prints below that heading which start the shell with a command. */
export async function printedShellLines(page: string, heading: string): Promise<readonly string[]> {
  const lines = (await sectionOf(page, heading)).match(/^npm run -s shell -- .*$/gm);
  if (lines === null) throw new Error(`${page} starts no shell below ${heading}`);
  return lines;
}

async function sectionOf(page: string, heading: string): Promise<string> {
  const text = await readFile(join(repository, page), 'utf8');
  return new RegExp(`^## ${heading}\n(.*?)(?=^## |$(?![^]))`, 'ms').exec(text)?.[1] ?? '';
}
