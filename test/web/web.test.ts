import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { stopShared } from './stack.js';

// Every page has a file of its own, and all share a stack: one file after the other in this one suite. What is about all pages
// (whole/) comes last, and without-redis at its end.
const folder = fileURLToPath(new URL('.', import.meta.url));
for (const file of globSync('**/*.page.ts', { cwd: folder }).toSorted()) {
  await import(`${folder}${file}`);
}

afterAll(stopShared, 60_000);
