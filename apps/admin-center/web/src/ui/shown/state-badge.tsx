import { useTexts } from '../../text/index.js';
import { uiTexts } from '../ui.text.js';

/** good: works now. idle: nothing to do. warn: will try again by itself. held: on purpose. bad: needs a person. */
export type State = 'good' | 'idle' | 'warn' | 'held' | 'bad';

const signs: Readonly<Record<State, string>> = { good: '●', idle: '○', warn: '◆', held: '❚❚', bad: '▲' };

/** A state by colour, sign and word. */
export function StateBadge({ state, children }: { readonly state: State; readonly children: string }) {
  return (
    <span className="badge" data-state={state}>
      <span className="sign" aria-hidden="true">
        {signs[state]}
      </span>
      <span className="word">{children}</span>
    </span>
  );
}

/** The sign alone, where the word is said to who cannot see it. */
export function StateSign({ state }: { readonly state: State }) {
  const t = useTexts(uiTexts);
  return (
    <span className="badge" data-state={state}>
      <span className="sign" aria-hidden="true">
        {signs[state]}
      </span>
      <span className="visually-hidden">{t(state)}: </span>
    </span>
  );
}
