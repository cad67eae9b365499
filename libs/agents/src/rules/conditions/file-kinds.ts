import type { PartReading } from '@mailyard/message';

type File = Pick<PartReading, 'beginning' | 'name' | 'text'>;

/** First octets of programs: DOS and Windows, ELF, Mach-O (both ways round, and for several processors), Java, scripts. */
const programs = [
  '4d5a',
  '7f454c46',
  'feedface',
  'feedfacf',
  'cefaedfe',
  'cffaedfe',
  'cafebabe',
  Buffer.from('#!').toString('hex'),
];

/** Names by which Windows starts what is in them. */
const programName =
  /\.(?:exe|com|scr|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|cpl|dll|jar|lnk|reg|inf|msc|appx|sh)$/i;

/** A program by its first octets, whatever its name says, or by its name. */
export function isExecutable({ beginning, name = '' }: File): boolean {
  const begins = beginning.toString('hex', 0, 8);
  return programName.test(name) || programs.some((program) => begins.startsWith(program));
}

const zip = '504b0304';
/** Compound files: Office before 2007, and Office documents with a password since. */
const compound = 'd0cf11e0a1b11ae1';

/** An archive whose first file is encrypted (APPNOTE §4.4.4, bit 0), or an Office document in an encrypted package. */
export function isLocked({ beginning, name = '' }: File): boolean {
  const begins = beginning.toString('hex', 0, 8);
  if (begins.startsWith(zip)) return beginning.length > 7 && (beginning.readUInt16LE(6) & 1) === 1;
  return begins === compound && /\.(?:docx|xlsx|pptx|docm|xlsm|pptm)$/i.test(name);
}

/** Whether words can be looked for in it. */
export function isReadable({ text }: File): boolean {
  return text !== undefined;
}
