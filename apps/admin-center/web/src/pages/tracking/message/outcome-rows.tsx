import { StateBadge } from '../../../ui/index.js';
import type { Outcome } from './outcomes.js';

/** A line for each recipient: what became of it, and the reply as it came. */
export function OutcomeRows({
  outcomes,
  label,
}: {
  readonly outcomes: readonly Outcome[];
  readonly label: string;
}) {
  return (
    <ul className="outcomes" aria-label={label}>
      {outcomes.map(({ address, state, sentence, reply }) => (
        <li key={address}>
          <strong>{address}</strong>
          <StateBadge state={state}>{sentence}</StateBadge>
          {reply !== '' && <span className="mono reply">{reply}</span>}
        </li>
      ))}
    </ul>
  );
}
