/** A piece of an administrator's text; nothing in `text` is markup. */
export type SystemTextPiece =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly bold?: true;
      readonly emphasis?: true;
      readonly href?: string;
    }
  | { readonly kind: 'line-break' }
  | { readonly kind: 'paragraph' };

/** Why a text cannot be taken. */
export class SystemTextError extends Error {
  override readonly name = 'SystemTextError';
}

const tokens = /<[^>]*>?|&[^;<&\s]*;?|[^<&]+/g;
const anchor = /^<a\s+href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')\s*>$/i;
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': '\u00A0',
  '&copy;': '©',
  '&reg;': '®',
};

type Style = 'b' | 'em';

const styles: Readonly<Record<string, Style>> = { '<b>': 'b', '<em>': 'em' };
const closing: readonly string[] = ['</b>', '</em>', '</a>'];
const breaks: Readonly<Record<string, { readonly kind: 'line-break' | 'paragraph' }>> = {
  '<br>': { kind: 'line-break' },
  '<br/>': { kind: 'line-break' },
  '<p>': { kind: 'paragraph' },
};

/** Reads text with the tags that New-SystemMessage takes: B, EM, A HREF, BR and P, and entities. Throws SystemTextError. */
export function readSystemText(text: string): readonly SystemTextPiece[] {
  const reader = new SystemTextReader();
  for (const [token] of text.matchAll(tokens)) reader.read(token);
  return reader.end();
}

class SystemTextReader {
  readonly #pieces: SystemTextPiece[] = [];
  /** Tags that are open, the innermost last. */
  readonly #open: (Style | 'a')[] = [];
  #href: string | undefined;

  read(token: string): void {
    if (token.startsWith('<')) this.#tag(token);
    else this.#text(token.startsWith('&') ? characterOf(token) : token);
  }

  end(): readonly SystemTextPiece[] {
    const open = this.#open.at(-1);
    if (open !== undefined) throw new SystemTextError(`has no </${open}>`);
    if (!this.#pieces.some((piece) => piece.kind === 'text' && piece.text.trim() !== '')) {
      throw new SystemTextError('says nothing');
    }
    return this.#pieces;
  }

  #text(text: string): void {
    const last = this.#pieces.at(-1);
    const style = this.#style();
    const isSame = last?.kind === 'text' && last.href === style.href && last.bold === style.bold;
    if (isSame && last.emphasis === style.emphasis) {
      this.#pieces.splice(-1, 1, { ...last, text: last.text + text });
    } else this.#pieces.push({ kind: 'text', text, ...style });
  }

  #style(): { readonly bold?: true; readonly emphasis?: true; readonly href?: string } {
    return {
      ...(this.#open.includes('b') ? { bold: true } : {}),
      ...(this.#open.includes('em') ? { emphasis: true } : {}),
      ...(this.#href === undefined ? {} : { href: this.#href }),
    };
  }

  #tag(token: string): void {
    const [, quoted, singleQuoted] = anchor.exec(token) ?? [];
    const target = quoted ?? singleQuoted;
    if (target !== undefined) return this.#openLink(token, target);
    const name = token.toLowerCase().replaceAll(/\s+/g, '');
    const style = styles[name];
    if (style !== undefined) this.#open.push(style);
    else if (closing.includes(name)) this.#close(name);
    else this.#break(token, name);
  }

  #break(token: string, name: string): void {
    if (name === '</p>') return;
    const piece = breaks[name];
    if (piece === undefined) {
      throw new SystemTextError(`has ${token}: only B, EM, A HREF="…", BR, P and entities are taken`);
    }
    if (piece.kind === 'line-break' || this.#pieces.length > 0) this.#pieces.push(piece);
  }

  #openLink(token: string, target: string): void {
    const href = target.replaceAll(/&[^;<&\s]*;?/g, characterOf);
    if (this.#href !== undefined) throw new SystemTextError(`has ${token} in another link`);
    if (!/^(?:https?:\/\/|mailto:)[!-~]+$/i.test(href)) {
      throw new SystemTextError(`has ${token}: a link begins with https://, http:// or mailto:`);
    }
    this.#href = href;
    this.#open.push('a');
  }

  #close(token: string): void {
    const open = this.#open.pop();
    if (token !== `</${open}>`) throw new SystemTextError(`has ${token} where it closes nothing`);
    if (open === 'a') this.#href = undefined;
  }
}

function characterOf(entity: string): string {
  const known = entities[entity.toLowerCase()];
  if (known !== undefined) return known;
  const [, decimal, hex] = /^&#(?:(\d{1,7})|x([\da-f]{1,6}));$/i.exec(entity) ?? [];
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (!(point <= 0x10ffff)) throw new SystemTextError(`has ${entity}: & itself is written &amp;`);
  const character = String.fromCodePoint(point);
  if (/[\p{Cc}\p{Cs}]/u.test(character)) throw new SystemTextError(`has ${entity}, which is no character`);
  return character;
}
