import { qrMatrix } from './qr-matrix.js';

/** So many light modules are around it, for the camera (ISO/IEC 18004 §6.3.8). */
const quiet = 4;

/** A text for a camera, drawn here: nobody else gets to know it. Nothing where it is too long. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const matrix = qrMatrix(text);
  if (matrix === undefined) return null;
  const side = matrix.length + 2 * quiet;
  const dark = matrix.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
