import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { Button } from 'react-aria-components';

import { useTexts } from '../../text/index.js';
import { Icon } from '../look/icon.js';
import { useShortcut } from '../browser/shortcuts.js';
import { uiTexts } from '../ui.text.js';
import { completionsAt, type Completions } from './completion.js';
import { parseQuery, withoutTerm, type QueryField, type QueryTerm } from './query-terms.js';
import { queryBoxTexts } from './query.text.js';

export interface QueryBoxProps {
  readonly label: string;
  readonly value: string;
  readonly fields: readonly QueryField[];
  readonly onChange: (value: string) => void;
  /** What ↓ does where nothing is offered: into the list. */
  readonly onDown: () => void;
}

/** How long a typist may pause within a word, in milliseconds. */
const typingMs = 150;

/** The search with words and fields: what is not understood is underlined, and completed while one types. `/` goes to it. */
export function QueryBox({ label, value, fields, onChange, onDown }: QueryBoxProps) {
  const t = useTexts(uiTexts);
  const input = useRef<HTMLInputElement>(null);
  const { typed, setTyped } = useTyped(value, onChange);
  const completion = useCompletion({ input, typed, setTyped, fields });
  useShortcut('/', () => input.current?.focus());
  const { options, active, listId } = completion;
  return (
    <div className="query-box">
      <Icon name="search" />
      <Underlines typed={typed} fields={fields} input={input} />
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label={label}
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active === -1 ? undefined : `${listId}-${active}`}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          completion.look(target.value, target.selectionStart ?? target.value.length);
        }}
        onKeyDown={(event) => completion.onKey(event) || leaveFor(event, { setTyped, onDown })}
        onBlur={completion.close}
      />
      {typed !== '' && (
        <Button className="button clear" data-square aria-label={t('clear')} onPress={() => setTyped('')}>
          <Icon name="clear" />
        </Button>
      )}
      <Options {...{ listId, options, active }} onPick={completion.take} />
    </div>
  );
}

function leaveFor(
  event: KeyboardEvent,
  { setTyped, onDown }: { readonly setTyped: (text: string) => void; readonly onDown: () => void },
): void {
  if (event.key === 'Escape') setTyped('');
  else if (event.key === 'ArrowDown') onDown();
  else return;
  event.preventDefault();
}

/**
 * What stands in the box, told to the list when the typist rests. The address that the list has it from comes later: a text
 * that was told before the last one does not take its place.
 */
function useTyped(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const [told, setTold] = useState<readonly string[]>([]);
  if (value !== seen) {
    const isOurs = told.includes(value);
    setSeen(value);
    setTold(isOurs ? told.slice(told.indexOf(value) + 1) : []);
    if (!isOurs) setTyped(value);
  }
  const last = told.at(-1) ?? seen;
  useEffect(() => {
    if (typed === last) return undefined;
    const timer = setTimeout(() => {
      setTold((before) => [...before, typed]);
      onChange(typed);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [typed, last, onChange]);
  return { typed, setTyped };
}

interface Completing {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly typed: string;
  readonly setTyped: (text: string) => void;
  readonly fields: readonly QueryField[];
}

function useCompletion({ input, typed, setTyped, fields }: Completing) {
  const listId = useId();
  const [found, setFound] = useState<Completions>();
  const [active, setActive] = useState(-1);
  const [caret, setCaret] = useState<{ readonly at: number }>();
  // With the text, and before the next key: a frame later it would stand in the midst of what is typed on.
  useLayoutEffect(() => {
    if (caret !== undefined) input.current?.setSelectionRange(caret.at, caret.at);
  }, [caret, input]);
  const options = found?.options ?? [];
  const look = (text: string, caret: number): void => {
    setFound(completionsAt(text, caret, fields));
    setActive(-1);
  };
  const close = (): void => {
    setFound(undefined);
    setActive(-1);
  };
  const take = (option: string): void => {
    if (found === undefined) return;
    const before = typed.slice(0, found.from) + option;
    const text = before + typed.slice(found.to).trimStart();
    setTyped(text);
    input.current?.focus();
    setCaret({ at: before.length });
    look(text, before.length);
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const { length } = options;
    if (length === 0) return false;
    const chosen = options[active];
    const isOurs =
      ['ArrowDown', 'ArrowUp', 'Escape'].includes(event.key) ||
      (event.key === 'Enter' && chosen !== undefined);
    if (event.key === 'ArrowDown') setActive((active + 1) % length);
    if (event.key === 'ArrowUp') setActive(((active + length) % (length + 1)) - 1);
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && chosen !== undefined) take(chosen);
    if (isOurs) event.preventDefault();
    return isOurs;
  };
  return { listId, options, active, look, close, take, onKey };
}

interface OptionsProps {
  readonly listId: string;
  readonly options: readonly string[];
  readonly active: number;
  readonly onPick: (option: string) => void;
}

function Options({ listId, options, active, onPick }: OptionsProps) {
  const t = useTexts(queryBoxTexts);
  return (
    <ul
      className="query-options"
      id={listId}
      role="listbox"
      aria-label={t('suggestions')}
      hidden={options.length === 0}
    >
      {options.map((option, index) => (
        // The input has the focus, and its keys.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <li
          key={option}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(option)}
        >
          {option}
        </li>
      ))}
    </ul>
  );
}

/** Behind the text of the input, the same text, of which only the lines under what is wrong are seen. */
function Underlines({ typed, fields, input }: Pick<Completing, 'typed' | 'fields' | 'input'>) {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = input.current;
    const follow = (): void => layer.current?.scrollTo({ left: field?.scrollLeft ?? 0 });
    field?.addEventListener('scroll', follow);
    return () => field?.removeEventListener('scroll', follow);
  }, [input]);
  const wrongs = parseQuery(typed, fields).filter(({ wrong }) => wrong !== undefined);
  let at = 0;
  return (
    <div className="query-lines" ref={layer} aria-hidden="true">
      {wrongs.map(({ from, to }) => {
        const before = typed.slice(at, from);
        at = to;
        return (
          <span key={from}>
            {before}
            <span className="wrong">{typed.slice(from, to)}</span>
          </span>
        );
      })}
      {typed.slice(at)}
    </div>
  );
}

export interface QueryChipsProps {
  readonly text: string;
  readonly terms: readonly QueryTerm[];
  readonly onChange: (text: string) => void;
}

/** How the search was understood, term by term; each can be taken out. */
export function QueryChips({ text, terms, onChange }: QueryChipsProps) {
  const t = useTexts(queryBoxTexts);
  const ui = useTexts(uiTexts);
  if (terms.length === 0) return null;
  return (
    <ul className="query-chips" aria-label={t('understood')}>
      {terms.map((term) => (
        <li key={term.from} data-wrong={term.wrong !== undefined || undefined}>
          <span>{chipText(term, t)}</span>
          <Button
            className="button"
            data-square
            aria-label={ui('removeChip', { term: term.text })}
            onPress={() => onChange(withoutTerm(text, term))}
          >
            <Icon name="clear" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

function chipText(term: QueryTerm, t: ReturnType<typeof useTexts<keyof typeof queryBoxTexts.en>>): string {
  const { field, operator, values, isNegated, wrong, text } = term;
  if (wrong !== undefined) {
    const choices = field?.values?.join(', ') ?? '';
    return t('wrong', { text, reason: t(`wrong_${wrong}`, { choices }) });
  }
  const said = values.join(` ${t('or')} `);
  const words =
    field === undefined ? t('anywhere', { value: said }) : `${field.name} ${t(relationOf(term))} ${said}`;
  return isNegated ? t('not', { term: words }) : words;
  function relationOf({ field: of }: QueryTerm) {
    if (operator === '>') return 'more';
    if (operator === '<') return 'less';
    return of?.kind === 'text' && !values.some((each) => each.includes('*')) ? 'contains' : 'is';
  }
}
