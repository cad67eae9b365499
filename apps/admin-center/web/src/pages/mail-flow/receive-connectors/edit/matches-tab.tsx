import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import { Button, Note, TextField, wrongTexts } from '../../../../ui/index.js';
import { bindingParts, rangeText } from '../addresses/range-text.js';
import { bindingsText } from '../columns.js';
import { editTabTexts } from './edit-tabs.text.js';
import { useExplained, type ExplainedConnector } from './use-explained.js';

type Connector = ObjectOf<'ReceiveConnectors'>;

/** The connectors that share its bindings, and which of them serves an address. */
export function MatchesTab(connector: ExplainedConnector) {
  const t = useTexts(editTabTexts);
  const { object } = connector;
  const { sharing = [] } = useExplained(connector) ?? {};
  const ports = [...new Set(object.Bindings.map((binding) => bindingParts(binding).port))];
  return (
    <>
      <p className="dim">{t('matchesHelp')}</p>
      <ol className="matches">
        {sharing.map(({ connector: name, isThis, enabled, bindings, remoteIPRanges }) => (
          <li key={name} {...(isThis && { 'aria-current': true })}>
            <span>
              {name} {isThis && <span className="chip">{t('thisOne')}</span>}
              {!enabled && <span className="chip">{t('off')}</span>}
            </span>
            <span className="mono dim">
              {bindingsText(bindings)} ← {remoteIPRanges.map(rangeText).join(', ')}
            </span>
          </li>
        ))}
      </ol>
      <TryAddress object={object} ports={ports} />
    </>
  );
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
          description={t('tryHelp')}
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
