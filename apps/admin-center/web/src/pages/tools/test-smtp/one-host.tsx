import { useState, type ReactNode } from 'react';

import { usePermission, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  Button,
  ExplainPage,
  Facts,
  Note,
  ProtocolLines,
  TextField,
  Toolbar,
  useUrlState,
} from '../../../ui/index.js';
import { testSmtpTexts } from './test-smtp.text.js';
import { useLiveTest, type Host } from './use-live-test.js';

type Attempt = OutputOf<'Test-SendConnector'>['attempts'][number];

/** A host that is tried as a Send connector would, which is made nowhere. Its address alone never connects anywhere. */
export function OneHost({ choice }: { readonly choice: ReactNode }) {
  const t = useTexts(testSmtpTexts);
  const [url, setUrl] = useUrlState({ host: '', port: '25' });
  const { allowed, roleGroups } = usePermission('Test-SendConnector');
  const test = useLiveTest();
  const onAsk = (form: FormData): void => {
    const [host, port] = [textOf(form, 'host'), textOf(form, 'port')];
    setUrl({ host, port });
    if (allowed && host !== '') test.mutate({ host, port });
  };
  const needs =
    roleGroups.length === 0 ? t('cannotMore') : t('cannot', { roleGroups: roleGroups.join(', ') });
  return (
    <div className="list-view">
      <div className="main">
        <Toolbar label={t('what')}>{choice}</Toolbar>
        <ExplainPage
          title={t('title')}
          intro={t('intro')}
          form={
            <>
              <HostFields host={url.host} port={url.port} />
              {!allowed && <Note tone="info">{needs}</Note>}
            </>
          }
          onAsk={onAsk}
          action={t('test')}
          error={test.isStopped ? null : test.error}
        >
          {test.isPending && (
            <div className="actions">
              <p role="status">{t('testing', { host: test.variables.host })}</p>
              <Button icon="clear" onPress={test.stop}>
                {t('stop')}
              </Button>
            </div>
          )}
          {test.isStopped && <Note tone="info">{t('stopped')}</Note>}
          {test.data === undefined && test.said.length > 0 && (
            <ProtocolLines lines={readLines(test.said.map(({ line }) => line))} label={t('transcript')} />
          )}
          {test.data?.attempts.map((attempt) => (
            <AttemptAnswer key={attempt.host} attempt={attempt} />
          ))}
        </ExplainPage>
      </div>
    </div>
  );
}

function textOf(form: FormData, name: keyof Host): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function HostFields({ host, port }: Host) {
  const t = useTexts(testSmtpTexts);
  const [said, setSaid] = useState({ host, port });
  return (
    <>
      <TextField
        name="host"
        label={t('hostLabel')}
        description={t('hostHelp')}
        value={said.host}
        onChange={(value) => setSaid({ ...said, host: value })}
        autoFocus
      />
      <TextField
        name="port"
        label={t('port')}
        value={said.port}
        onChange={(value) => setSaid({ ...said, port: value })}
      />
    </>
  );
}

function AttemptAnswer({ attempt }: { readonly attempt: Attempt }) {
  const t = useTexts(testSmtpTexts);
  const { result, details, tls, addresses, extensions, transcript } = attempt;
  return (
    <>
      <Note tone={result === 'Success' ? 'info' : 'bad'}>{details}</Note>
      <Facts
        facts={[
          [
            t('addresses'),
            addresses.length === 0 ? undefined : <span className="mono">{addresses.join(', ')}</span>,
          ],
          [t('tls'), tls === undefined ? t('noTls') : `${tls.protocol}, ${tls.cipher}`],
          [t('offers'), extensions.length === 0 ? undefined : extensions.join(', ')],
        ]}
      />
      {transcript.length > 0 && (
        <section>
          <h3>{t('transcript')}</h3>
          <ProtocolLines lines={readLines(transcript)} label={t('transcript')} />
        </section>
      )}
    </>
  );
}

/** `< 220 ready`: who said it, and what. */
function readLines(transcript: readonly string[]) {
  return transcript.map((line, sequence) => ({
    session: '',
    sequence,
    time: '',
    event: line.slice(0, 1),
    data: line.slice(2),
    context: '',
  }));
}
