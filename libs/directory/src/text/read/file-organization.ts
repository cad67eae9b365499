import { readFile } from 'node:fs/promises';

import { OrganizationError } from '@mailyard/schema';

import { parseOrganizationText, type ParsedText } from './organization-text.js';

/** Reads an organization's file; one that cannot be read is refused like one that is broken. */
export async function readOrganizationFile(file: string): Promise<ParsedText> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = `cannot be read: ${(error as Error).message}`;
    throw new OrganizationError([{ path: [], reason }], [`${file}: ${reason}`]);
  }
  return parseOrganizationText(text, file);
}
