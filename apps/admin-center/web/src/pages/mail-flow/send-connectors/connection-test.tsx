import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';

import { api, usePermission, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Button, Note, Section, shown, StateBadge, TextField, wrongTexts } from '../../../ui/index.js';
import type { SendConnector } from './send-connectors-page.js';
import { connectionTestTexts } from './connection-test.text.js';

type Tested = OutputOf<'Test-SendConnector'>;

export interface Question {
  readonly guid: string;
  readonly identity: string;
  /** Whose mail hosts are tried, where MX records decide. */
  readonly domain?: string;
}

/** One test of a page at a time: its question, and the answer once it has come. */
export type ConnectionTest = UseMutationResult<Tested, Error, Question>;

export function useConnectionTest(): ConnectionTest {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ identity, domain }: Question) =>
      api.run('Test-SendConnector', { identity, ...(domain !== undefined && { domain }) }),
    onSettled: () => client.invalidateQueries({ queryKey: ['operation', 'Get-SendConnectorActivity'] }),
  });
}

export function questionAbout({ Guid, Identity }: Pick<SendConnector, 'Guid' | 'Identity'>): Question {
  return { guid: Guid, identity: Identity };
}

export interface ConnectionTestSectionProps {
  readonly row: SendConnector;
  readonly test: ConnectionTest;
}

/** Connect, EHLO, TLS, login, and nothing sent: how far one comes at each host. */
export function ConnectionTestSection({ row, test }: ConnectionTestSectionProps) {
  const t = useTexts(connectionTestTexts);
  const { allowed } = usePermission('Test-SendConnector');
  const [domain, setDomain] = useState('');
  if (!allowed) return null;
  const isOurs = test.variables?.guid === row.Guid;
  const named = domain.trim();
  return (
    <Section title={t('test')}>
      <form
        className="connection-test"
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate({ ...questionAbout(row), ...(named !== '' && { domain: named }) });
        }}
      >
        {row.DNSRoutingEnabled && (
          <TextField
            label={t('testDomain')}
            description={t('testDomainHelp')}
            value={domain}
            onChange={setDomain}
          />
        )}
        <Button type="submit" isDisabled={test.isPending}>
          {t('testConnection')}
        </Button>
      </form>
      <div aria-live="polite">{isOurs && <Answer test={test} />}</div>
    </Section>
  );
}

function Answer({ test: { data, error, isPending } }: { readonly test: ConnectionTest }) {
  const t = useTexts(connectionTestTexts);
  if (isPending) return <p className="dim">{t('testing')}</p>;
  if (error !== null) {
    return wrongTexts(error).map((text) => (
      <Note key={text} tone="bad">
        {text}
      </Note>
    ));
  }
  return (
    <>
      {data?.attempts.map(({ host, port, result, details, transcript }) => (
        <div key={`${host} ${port}`} className="attempt">
          <StateBadge state={result === 'Success' ? 'good' : 'bad'}>{`${host}:${port}`}</StateBadge>
          <p>{shown(details)}</p>
          {transcript.length > 0 && (
            <details>
              <summary>{t('transcript')}</summary>
              <pre className="command">{transcript.map(shown).join('\n')}</pre>
            </details>
          )}
        </div>
      ))}
      {data?.notes.map((note) => (
        <p key={note} className="dim">
          {note}
        </p>
      ))}
    </>
  );
}
