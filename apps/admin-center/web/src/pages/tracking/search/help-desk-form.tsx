import { useState, type FormEvent } from 'react';

import { useTexts } from '../../../text/index.js';
import { Button, Select, TextField } from '../../../ui/index.js';
import { trackingTexts } from './tracking.text.js';

type Direction = 'sentTo' | 'receivedFrom';
type Day = 'today' | 'yesterday' | 'any';

export interface Asked {
  readonly q: string;
  readonly range: string;
}

/** The question as people ask it at a help desk: whose mail, to or from whom, about what, on which day. */
export function HelpDeskForm({ onFind }: { readonly onFind: (asked: Asked) => void }) {
  const t = useTexts(trackingTexts);
  const [mailbox, setMailbox] = useState('');
  const [direction, setDirection] = useState<Direction>('sentTo');
  const [other, setOther] = useState('');
  const [words, setWords] = useState('');
  const [day, setDay] = useState<Day>('today');
  const find = (event: FormEvent): void => {
    event.preventDefault();
    const [from, to] = direction === 'sentTo' ? [mailbox, other] : [other, mailbox];
    const terms = [term('from', from), term('to', to), words.trim(), day === 'any' ? '' : `received:${day}`];
    onFind({ q: terms.filter((each) => each !== '').join(' '), range: 'all' });
  };
  return (
    <form className="help-desk" aria-label={t('helpDesk')} onSubmit={find}>
      <TextField
        label={t('mailbox')}
        type="email"
        value={mailbox}
        onChange={setMailbox}
        placeholder="kate@contoso.com"
      />
      <Select<Direction>
        label={t('direction')}
        value={direction}
        options={[
          { value: 'sentTo', label: t('sentTo') },
          { value: 'receivedFrom', label: t('receivedFrom') },
        ]}
        onChange={setDirection}
      />
      <TextField label={t('other')} value={other} onChange={setOther} placeholder="*@fabrikam.com" />
      <TextField label={t('words')} value={words} onChange={setWords} />
      <Select<Day>
        label={t('dayOf')}
        value={day}
        options={[
          { value: 'today', label: t('today') },
          { value: 'yesterday', label: t('yesterday') },
          { value: 'any', label: t('anyDay') },
        ]}
        onChange={setDay}
      />
      <Button type="submit" kind="primary" icon="search">
        {t('find')}
      </Button>
    </form>
  );
}

function term(name: string, address: string): string {
  const value = address.trim();
  return value === '' ? '' : `${name}:${/\s/.test(value) ? `"${value}"` : value}`;
}
