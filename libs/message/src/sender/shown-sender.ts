import { readLoosely } from '../header/address-list.js';
import type { HeaderBlock } from '../header/header-block.js';

/** The usual form, which needs no thorough reading. */
const inAngles = /^[^<>(]*<([^<>\s@"]+@[^<>\s@"]+)>$/;

/** The address that counts as the sender's for whoever reads the message: of Sender, else the first of From. */
export function shownSender(block: HeaderBlock): string | undefined {
  const value = [block.first('Sender'), block.first('From')].find(
    (text) => text !== undefined && text !== '',
  );
  if (value === undefined) return undefined;
  return inAngles.exec(value)?.[1] ?? readLoosely(value).addresses[0];
}
