import type { ReactNode } from 'react';

const signs = { info: '●', warn: '◆', bad: '▲' } as const;

/** A warning or a fault beside what it is about. */
export function Note({
  tone = 'warn',
  children,
}: {
  /** `info`: an answer, nothing is wrong. */
  readonly tone?: 'info' | 'warn' | 'bad';
  readonly children: ReactNode;
}) {
  return (
    <div className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className="sign" aria-hidden="true">
        {signs[tone]}
      </span>
      <div>{children}</div>
    </div>
  );
}
