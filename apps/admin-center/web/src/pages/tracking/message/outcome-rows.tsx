import { useTexts } from '../../../text/index.js';
import { PageLink, shown, StateBadge } from '../../../ui/index.js';
import { messageViewTexts } from './message-view.text.js';
import type { Outcome } from './outcomes.js';

/** A line for each recipient: what became of it, and the reply as it came. */
export function OutcomeRows({
  outcomes,
  label,
}: {
  readonly outcomes: readonly Outcome[];
  readonly label: string;
}) {
  const t = useTexts(messageViewTexts);
  return (
    <ul className="outcomes" aria-label={label}>
      {outcomes.map(({ address, state, sentence, reply, sender }) => (
        <li key={address}>
          <strong translate="no">{shown(address)}</strong>
          <StateBadge state={state}>{sentence}</StateBadge>
          {reply !== '' && (
            <span className="mono reply" translate="no">
              {shown(reply)}
            </span>
          )}
          {/^[45]/.test(reply) && (
            <PageLink
              to={`/tools/explain-route?${new URLSearchParams({ from: sender, to: address }).toString()}`}
            >
              {t('explainThis')}
            </PageLink>
          )}
        </li>
      ))}
    </ul>
  );
}
