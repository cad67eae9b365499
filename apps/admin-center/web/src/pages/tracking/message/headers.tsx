import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { queries, usePermission, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Action, Note, shown, wrongTexts } from '../../../ui/index.js';
import { messageViewTexts } from './message-view.text.js';
import type { Copy } from './use-message.js';

/** The header of a message while it waits: read when somebody asks for it, since each look is on record. */
export function Headers({ copies: [copy] }: { readonly copies: readonly Copy[] }) {
  const t = useTexts(messageViewTexts);
  const [isWanted, setIsWanted] = useState(false);
  const permission = usePermission('Get-MessageHeader');
  if (copy === undefined) return <p className="dim">{t('noHeader')}</p>;
  if (isWanted) return <Header id={copy.internalId} />;
  return (
    <>
      <p className="dim">{t('headerOnRecord')}</p>
      <Action
        label={t('readHeader')}
        icon="search"
        permission={permission}
        onPress={() => setIsWanted(true)}
      />
    </>
  );
}

function Header({ id }: { readonly id: string }) {
  const t = useTexts(messageViewTexts);
  const { data, error } = useQuery(queries.run('Get-MessageHeader', { id }));
  if (error !== null) return <Note tone="bad">{wrongTexts(error).join(' ')}</Note>;
  if (data === undefined) return <p role="status">{t('loading')}</p>;
  return (
    <dl className="header-fields mono" aria-label={t('tabHeaders')} translate="no">
      {data.fields.map((field, index) => (
        <Field key={`${field.name} ${index}`} field={field} />
      ))}
    </dl>
  );
}

function Field({ field: { name, value, decoded } }: { readonly field: HeaderField }) {
  return (
    <div>
      <dt>{shown(name)}</dt>
      <dd>
        {linesOf(value)}
        {decoded !== undefined && <span className="dim">{`\n${linesOf(decoded)}`}</span>}
      </dd>
    </div>
  );
}

type HeaderField = OutputOf<'Get-MessageHeader'>['fields'][number];

/** Folded as it came; what else cannot be seen is shown as what it is. */
function linesOf(value: string): string {
  return value
    .split('\r\n')
    .map((line) => shown(line.replaceAll('\t', ' ')))
    .join('\n');
}
