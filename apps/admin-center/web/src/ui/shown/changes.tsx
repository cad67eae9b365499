const tones: Readonly<Record<string, string>> = { '+': 'added', '-': 'removed', '~': 'changed' };

/** A difference as the server tells it, a line each: what comes, goes and changes is told by sign and colour. */
export function Changes({ lines }: { readonly lines: readonly string[] }) {
  return (
    <pre className="mono wrapped changes" tabIndex={0}>
      {lines.map((line, at) => (
        // Two lines may say the same of two objects.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={at} data-tone={tones[line.trimStart().charAt(0)]}>
          {line}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}
