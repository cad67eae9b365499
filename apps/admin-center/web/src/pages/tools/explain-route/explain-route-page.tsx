import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { ExplainPage, RouteAnswer, TextField, useUrlState } from '../../../ui/index.js';
import { explainRouteTexts } from './explain-route.text.js';

interface Question {
  readonly from: string;
  readonly to: string;
  readonly size: string;
}

const presets: Question = { from: '', to: '', size: '10 KB' };

/** Tools > Explain route. The address of the page has the question. */
export default function ExplainRoutePage() {
  const t = useTexts(explainRouteTexts);
  const [asked, ask] = useUrlState({ ...presets });
  const { from, to, size } = asked;
  const query = useQuery({
    ...queries.run('Explain-Route', { from: from || '<>', to, size }),
    enabled: to !== '',
  });
  return (
    <ExplainPage
      title={t('title')}
      intro={t('intro')}
      form={<QuestionForm key={JSON.stringify(asked)} asked={asked} />}
      onAsk={(form) => ask(questionOf(form))}
      action={t('explain')}
      error={query.error}
    >
      {query.data && <RouteAnswer explained={query.data} />}
    </ExplainPage>
  );
}

function questionOf(form: FormData): Question {
  const textOf = (name: keyof Question): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : presets[name];
  };
  return { from: textOf('from'), to: textOf('to'), size: textOf('size') };
}

function QuestionForm({ asked }: { readonly asked: Question }) {
  const t = useTexts(explainRouteTexts);
  const [said, setSaid] = useState(asked);
  const field = (name: keyof Question) => ({
    name,
    value: said[name],
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
  });
  return (
    <>
      <TextField {...field('to')} label={t('recipient')} description={t('recipientHelp')} autoFocus />
      <TextField {...field('from')} label={t('sender')} description={t('senderHelp')} />
      <TextField {...field('size')} label={t('size')} description={t('sizeHelp')} />
    </>
  );
}
