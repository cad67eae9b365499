import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, queries, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { Button, Note, TextField, wrongTexts } from '../../../../ui/index.js';
import { bindingParts, rangeText } from '../addresses/range-text.js';
import { bindingsText } from '../columns.js';
import { editTabTexts } from './edit-tabs.text.js';

type Connector = ObjectOf<'ReceiveConnectors'>;

/** The connectors that share a port with it, and which of them serves an address. */
export function MatchesTab({ object }: { readonly object: Connector }) {
  const t = useTexts(editTabTexts);
  const { data } = useQuery(
    queries.list('ReceiveConnectors', api.receiveConnectors, { server: object.Server }),
  );
  const ports = new Set(object.Bindings.map((binding) => bindingParts(binding).port));
  const sharing = (data?.rows ?? [])
    .filter(({ Bindings }) => Bindings.some((binding) => ports.has(bindingParts(binding).port)))
    .toSorted((one, other) => widthOf(one) - widthOf(other));
  return (
    <>
      <p className="dim">{t('matchesHelp')}</p>
      <ol className="matches">
        {sharing.map((each) => (
          <li key={each.Guid} {...(each.Guid === object.Guid && { 'aria-current': true })}>
            <span>
              {each.Name} {each.Guid === object.Guid && <span className="chip">{t('thisOne')}</span>}
            </span>
            <span className="mono dim">
              {bindingsText(each.Bindings)} ← {each.RemoteIPRanges.map(rangeText).join(', ')}
            </span>
          </li>
        ))}
      </ol>
      <TryAddress object={object} ports={[...ports]} />
    </>
  );
}

/** For the order alone: who serves an address the server says. */
function widthOf({ RemoteIPRanges }: Connector): number {
  return Math.max(0, ...RemoteIPRanges.map((range) => sizeOf(rangeText(range))));
}

function sizeOf(range: string): number {
  const [first = '', last = first] = range.split('-').map((end) => {
    const octets = end.split('.').map(Number);
    return octets.length === 4 ? octets.reduce((sum, octet) => sum * 256 + octet, 0) : undefined;
  });
  return typeof first === 'number' && typeof last === 'number' ? last - first + 1 : Number.MAX_SAFE_INTEGER;
}

function TryAddress({ object, ports }: { readonly object: Connector; readonly ports: readonly string[] }) {
  const t = useTexts(editTabTexts);
  const [from, setFrom] = useState('');
  const explain = useMutation({
    mutationFn: () =>
      api.run('Explain-Connection', {
        server: object.Server,
        port: Number(ports[0] ?? 25),
        from: from.trim(),
      }),
  });
  const { data, error } = explain;
  const reason = wrongTexts(error)[0];
  return (
    <div className="field">
      <div className="with-button">
        <TextField
          label={t('tryAddress')}
          placeholder="192.168.10.5"
          value={from}
          onChange={setFrom}
          {...(reason !== undefined && { error: reason })}
        />
        <Button onPress={() => explain.mutate()} isDisabled={from.trim() === ''}>
          {t('tryIt')}
        </Button>
      </div>
      {data && (
        <Note tone="info">
          {data.winner
            ? t('servedBy', { connector: data.winner.connector, reason: data.winner.reason })
            : t('servedByNone')}
        </Note>
      )}
    </div>
  );
}
