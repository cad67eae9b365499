import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { repository } from './site.js';

/** The fragment of organization.yaml that a page prints and in which this name is given to an object. */
export async function printedFragment(page: string, name: string): Promise<string> {
  const text = await readFile(join(repository, page), 'utf8');
  const fragments = Array.from(text.matchAll(/^```yaml\n(.*?)^```$/gms), ([, yaml]) => yaml ?? '');
  const fitting = fragments.filter((yaml) => yaml.includes(`Name: ${name}\n`));
  const [found, second] = fitting;
  if (found === undefined || second !== undefined) {
    throw new Error(`${page} prints ${fitting.length} fragments with ${name}`);
  }
  return found;
}
