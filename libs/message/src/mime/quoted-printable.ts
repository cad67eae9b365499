const maxLine = 76;

/** RFC 2045 §6.7. Line ends in the text, LF or CRLF, become CRLF. */
export function quotedPrintable(text: string): string {
  return quotedPrintableOctets(Buffer.from(text.replaceAll(/\r?\n/g, '\r\n')));
}

/** The same for octets of any kind; CR or LF without the other is no line end and is encoded. */
export function quotedPrintableOctets(octets: Buffer): string {
  const lines = octets.toString('latin1').split('\r\n');
  return lines.map((line) => encodeLine(Buffer.from(line, 'latin1'))).join('\r\n');
}

function encodeLine(octets: Buffer): string {
  const lines: string[] = [];
  let current = '';
  octets.forEach((octet, index) => {
    const encoded = encodeOctet(octet, index === octets.length - 1);
    // One column stays free for the soft line break.
    if (current.length + encoded.length > maxLine - 1) {
      lines.push(`${current}=`);
      current = '';
    }
    current += encoded;
  });
  return [...lines, current].join('\r\n');
}

/** White space at the end of a line would be lost on the way, so it is encoded there. */
function encodeOctet(octet: number, last: boolean): string {
  const blank = octet === 0x20 || octet === 0x09;
  const plain = blank ? !last : octet > 0x20 && octet < 0x7f && octet !== 0x3d;
  return plain ? String.fromCharCode(octet) : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
}
