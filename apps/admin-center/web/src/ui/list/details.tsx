import type { ReactNode } from 'react';

import { useTexts } from '../../text/index.js';
import { Action } from '../control/button.js';
import { uiTexts } from '../ui.text.js';
import { Resizer, useDetailsWidth } from './details-width.js';

export interface DetailsProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The pane beside a list, of what is selected; as wide as somebody has drawn it. */
export function Details({ title, onClose, children }: DetailsProps) {
  const t = useTexts(uiTexts);
  const width = useDetailsWidth();
  return (
    <>
      <Resizer width={width} />
      <aside
        className="details"
        aria-label={t('details')}
        style={{ '--details': `${width}px` } as Readonly<Record<string, string>>}
      >
        <header>
          <h2>{title}</h2>
          <Action label={t('close')} icon="clear" iconOnly onPress={onClose} />
        </header>
        {children}
      </aside>
    </>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Names and values; what is undefined is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
