import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { queries, type ObjectKind } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Facts } from '../../list/details.js';
import { uiTexts } from '../../ui.text.js';
import type { EditTab } from '../edit-dialog.js';
import { useFormPlace } from '../state/use-form.js';
import { valueText } from '../state/value-text.js';
import { DeclaredField } from './declared-field.js';
import { isSaid, undrawn, type DeclaredPage, type DeclaredParameter } from './declared-parameters.js';

/** Reads what a kind declares of its parameters before a form of it is drawn. */
export function Declared({
  kind,
  children,
}: {
  readonly kind: ObjectKind;
  readonly children: (parameters: readonly DeclaredParameter[]) => ReactNode;
}) {
  const { data, error } = useQuery({
    ...queries.run('Get-FormDeclaration', { kind }),
    staleTime: Infinity,
  });
  // Without it the form has what the page itself draws.
  if (error !== null) return <>{children([])}</>;
  return data === undefined ? null : <>{children(data[0]?.parameters ?? [])}</>;
}

/** The tabs of a page, and on each what the kind declares besides. */
export function withDeclared(
  tabs: readonly (EditTab & DeclaredPage)[],
  parameters: readonly DeclaredParameter[],
): readonly EditTab[] {
  const more = undrawn(tabs, parameters);
  return tabs.map((tab) => {
    const own = more.get(tab) ?? [];
    return {
      ...tab,
      fields: [...tab.fields, ...own.map(({ name }) => name)],
      content: (
        <>
          {tab.content}
          <DeclaredFields parameters={own} />
        </>
      ),
    };
  });
}

function DeclaredFields({ parameters }: { readonly parameters: readonly DeclaredParameter[] }) {
  const t = useTexts(uiTexts);
  const { form } = useFormPlace();
  const facts = (told: readonly DeclaredParameter[]) =>
    told.map(({ name }) => [name, valueText(form.values[name])] as const);
  const fixed = parameters.filter(({ fixed: once }) => once !== undefined);
  const others = parameters.filter((each) => !isSaid(each) && each.fixed === undefined);
  return (
    <>
      {parameters.filter(isSaid).map((parameter) => (
        <DeclaredField key={parameter.name} parameter={parameter} />
      ))}
      {fixed.length > 0 && (
        <div className="field">
          <span className="label">{t('fixedParameters')}</span>
          <Facts facts={facts(fixed)} />
        </div>
      )}
      {others.length > 0 && (
        <div className="field">
          <span className="label">{t('inertParameters')}</span>
          <Facts facts={facts(others)} />
        </div>
      )}
    </>
  );
}
