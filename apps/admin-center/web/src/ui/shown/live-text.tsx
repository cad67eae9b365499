import { useEffect, useRef, useState } from 'react';

export interface LiveTextProps {
  /** Whose value it is: another row in the same place is no change. */
  readonly of: string;
  readonly children: string;
}

/** How long a value that has changed is tinted. */
const tintMs = 1_000;

/** A value that changes in place: tinted for a moment, without movement (list.css leaves that out for who wants less). */
export function LiveText({ of, children }: LiveTextProps) {
  const before = useRef({ of, children });
  const [isNew, setIsNew] = useState(false);
  useEffect(() => {
    const { of: whose, children: text } = before.current;
    before.current = { of, children };
    if (whose !== of || text === children) return undefined;
    setIsNew(true);
    const timer = setTimeout(() => setIsNew(false), tintMs);
    return () => clearTimeout(timer);
  }, [of, children]);
  return <span {...(isNew && { 'data-changed': true })}>{children}</span>;
}
