/** A mailbox as the directory names it. */
export interface MailboxId {
  /** Mailbox database, `DB01`. */
  readonly database: string;
  readonly name: string;
}

const nameBytesMax = 255;
/** As nearly all are. */
const plainName = /^[\w@+-][\w@+.-]{0,62}$/;

/** `<root>/<database>/<mailbox>`; whatever the names are, the path stays below the root. */
export function mailboxPath(root: string, mailbox: MailboxId): string {
  return `${root}/${fileName(mailbox.database)}/${fileName(mailbox.name)}`;
}

/** Of a database, below the root. */
export function databaseFolderName(database: string): string {
  return fileName(database);
}

/** The name itself where it is safe; else octets that could lead elsewhere become `%` and two hex digits. */
export function fileName(name: string): string {
  if (plainName.test(name)) return name;
  // The leading dot covers `.` and `..` and keeps mailboxes from being hidden; `%` keeps two names from being one.
  const safe = name.replaceAll(/^\.|[%/\\]|\p{Cc}/gu, percent);
  const bytes = Buffer.byteLength(safe);
  if (bytes === 0 || bytes > nameBytesMax) throw new Error(`no file can be named ${JSON.stringify(name)}`);
  return safe;
}

function percent(character: string): string {
  return [...Buffer.from(character)]
    .map((octet) => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
