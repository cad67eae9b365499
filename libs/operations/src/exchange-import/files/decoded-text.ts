import { ExportError } from './export-error.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Export-Clixml of Windows PowerShell writes UTF-16, others UTF-8. Throws ExportError for what is neither. */
export function decodedText(octets: Uint8Array, name: string): string {
  const encoding = encodingOf(octets);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(octets);
    if (!text.includes('\0')) return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
  }
  throw new ExportError(
    `${name}: is neither UTF-8 nor UTF-16; Export-Csv -Encoding UTF8 writes the one, Export-Clixml either`,
  );
}

/** By the mark in front; text of Latin letters without one has zeros at every second place. */
function encodingOf([first, second]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && first !== 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8';
}
