/** A line of a protocol log, as far as people read it. */
export interface ReadLine {
  readonly session: string;
  readonly sequence: number;
  /** ISO 8601; empty: nobody has noted it. */
  readonly time: string;
  /** `+` connected, `-` disconnected, `>` sent, `<` received, `*` information. */
  readonly event: string;
  readonly data: string;
  readonly context: string;
}

/** What was said, line by line, with who said it in the gutter; replies that refuse are seen at once. */
export function ProtocolLines({
  lines,
  label,
}: {
  readonly lines: readonly ReadLine[];
  readonly label: string;
}) {
  return (
    // Long lines are scrolled to, also by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      className="protocol-lines mono"
      {...(lines.every(({ time }) => time === '') && { 'data-untimed': true })}
      role="group"
      aria-label={label}
      tabIndex={0}
    >
      {lines.map((line) => (
        <div key={line.sequence} data-refusal={isRefusal(line) || undefined}>
          <span className="dim">{line.time.slice(11, 23)}</span>
          <span className="gutter">{line.event}</span>
          <span>{[line.data, line.context].filter((each) => each !== '').join('  ')}</span>
        </div>
      ))}
    </div>
  );
}

function isRefusal({ event, data }: ReadLine): boolean {
  return (event === '>' || event === '<') && /^[45]\d\d[ -]/.test(data);
}
