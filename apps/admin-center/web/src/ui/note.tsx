import type { ReactNode } from 'react';

/** A warning or a fault beside what it is about. */
export function Note({
  tone = 'warn',
  children,
}: {
  readonly tone?: 'warn' | 'bad';
  readonly children: ReactNode;
}) {
  return (
    <div className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className="sign" aria-hidden="true">
        {tone === 'bad' ? '▲' : '◆'}
      </span>
      <div>{children}</div>
    </div>
  );
}
