import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';

import { useTexts } from '../../text/index.js';
import { Icon } from '../look/icon.js';
import { useShortcut } from '../browser/shortcuts.js';
import { uiTexts } from '../ui.text.js';

export interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What ↓ does: into the list. */
  readonly onDown?: () => void;
}

/** How long a typist may pause within a word, in milliseconds. */
const typingMs = 120;

/** The search of a list: `/` goes to it, Esc empties it. */
export function SearchBox({ label, value, onChange, onDown }: SearchBoxProps) {
  const t = useTexts(uiTexts);
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  if (value !== told) {
    setTold(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === told) return undefined;
    const timer = setTimeout(() => {
      setTold(typed);
      onChange(typed);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [typed, told, onChange]);
  useShortcut('/', () => input.current?.focus());
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || onDown === undefined) return;
    event.preventDefault();
    onDown();
  };
  return (
    <SearchField className="search" aria-label={label} value={typed} onChange={setTyped}>
      <Icon name="search" />
      <Input className="input" ref={input} placeholder={label} onKeyDown={onKeyDown} />
      <Button className="button clear" data-square aria-label={t('clear')}>
        <Icon name="clear" />
      </Button>
    </SearchField>
  );
}
