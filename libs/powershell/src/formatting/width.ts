const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const narrow = /^[\x20-\x7e]*$/;

/** How many places a text takes on a terminal. */
export function displayWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += placesOf(char);
  return width;
}

function placesOf(char: string): number {
  if (/\p{Mark}|\u200d|\ufe0f/u.test(char)) return 0;
  return wide.test(char) ? 2 : 1;
}

export type Alignment = 'left' | 'right';

/** In exactly so many places; what does not fit ends with `…`. */
export function fitted(text: string, width: number, alignment: Alignment): string {
  const shown = displayWidth(text) <= width ? text : `${taken(text, width - 1)}…`;
  const padding = ' '.repeat(Math.max(0, width - displayWidth(shown)));
  return alignment === 'right' ? padding + shown : shown + padding;
}

/** As much of the begin as fits. */
function taken(text: string, width: number): string {
  let [used, end] = [0, 0];
  for (const char of text) {
    used += placesOf(char);
    if (used > width) break;
    end += char.length;
  }
  return text.slice(0, end);
}

/** Lines of at most so many places. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (displayWidth(rest) > width && width > 0) {
      const part = taken(rest, width) || rest.slice(0, 1);
      lines.push(part);
      rest = rest.slice(part.length);
    }
    return [...lines, rest];
  });
}

/** Lines of whole words; a word that is longer than a line is cut. */
export function wrappedWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(...wrapped(word, width));
  }
  return lines;
}

const control = /\p{Control}/gu;

/** Text of others must not steer the terminal: control characters become signs for them. */
export function harmless(text: string): string {
  if (narrow.test(text)) return text;
  return text.replace(/\r\n/g, '\n').replace(control, signFor);
}

function signFor(char: string): string {
  if (char === '\n' || char === '\t') return char;
  const code = char.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
