import type { FormEvent, ReactNode } from 'react';

import { Button } from '../control/button.js';
import { Note } from '../shown/note.js';
import { PageLink } from '../control/page-link.js';
import { wrongTexts } from '../shown/wrong-texts.js';

export interface ExplainPageProps {
  readonly title: string;
  readonly intro: string;
  /** Fields with names. */
  readonly form: ReactNode;
  readonly onAsk: (form: FormData) => void;
  readonly action: string;
  readonly error: unknown;
  /** The answer. */
  readonly children: ReactNode;
}

/** A question and its answer, which the page draws again from its address. */
export function ExplainPage({ title, intro, form, onAsk, action, error, children }: ExplainPageProps) {
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onAsk(new FormData(event.currentTarget));
  };
  return (
    <div className="explain">
      <form className="form" onSubmit={onSubmit} aria-label={title} noValidate>
        <p className="dim">{intro}</p>
        {form}
        <div>
          <Button type="submit" kind="primary">
            {action}
          </Button>
        </div>
      </form>
      <div className="explain-answer" aria-live="polite">
        <h2 className="visually-hidden">{title}</h2>
        {wrongTexts(error).map((text) => (
          <Note key={text} tone="bad">
            {text}
          </Note>
        ))}
        {children}
      </div>
    </div>
  );
}

export interface Verdict {
  readonly name: string;
  readonly href: string | undefined;
  readonly sort: string;
  readonly reason: string;
}

/** Connectors that were looked at and not taken, each with the step at which it fell out. */
export function Verdicts({
  title,
  verdicts,
}: {
  readonly title: string;
  readonly verdicts: readonly Verdict[];
}) {
  if (verdicts.length === 0) return null;
  return (
    <section className="verdicts">
      <h3>{title}</h3>
      <ul>
        {verdicts.map(({ name, href, sort, reason }) => (
          <li key={`${sort} ${name}`}>
            <span>
              {href === undefined ? name : <PageLink to={href}>{name}</PageLink>}{' '}
              <span className="chip">{sort}</span>
            </span>
            <span className="dim">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
