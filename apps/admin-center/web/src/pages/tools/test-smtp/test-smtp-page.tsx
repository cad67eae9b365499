import { useTexts } from '../../../text/index.js';
import { Segments, useUrlState } from '../../../ui/index.js';
import { OneHost } from './one-host.js';
import { TestedBindings } from './tested-bindings.js';
import { testSmtpTexts } from './test-smtp.text.js';

const views = ['bindings', 'host'] as const;

/** Tools > Test connectivity: whether listeners greet, and what one host says. */
export default function TestSmtpPage() {
  const t = useTexts(testSmtpTexts);
  const [url, setUrl] = useUrlState({ view: 'bindings' });
  const view = views.find((each) => each === url.view) ?? 'bindings';
  const choice = (
    <Segments
      label={t('what')}
      value={view}
      options={views.map((value) => ({ value, label: t(value) }))}
      onChange={(next) => setUrl({ view: next })}
    />
  );
  return view === 'bindings' ? <TestedBindings choice={choice} /> : <OneHost choice={choice} />;
}
