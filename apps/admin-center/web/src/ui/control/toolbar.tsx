import type { ReactNode } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components';

/** Of a list: one tab stop for its buttons, then what stands at its end (the search). */
export function Toolbar({
  label,
  children,
  end,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly end?: ReactNode;
}) {
  return (
    <div className="toolbar">
      <AriaToolbar className="actions" aria-label={label}>
        {children}
      </AriaToolbar>
      {end !== undefined && <div className="push">{end}</div>}
    </div>
  );
}
