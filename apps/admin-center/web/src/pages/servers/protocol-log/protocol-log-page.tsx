import './protocol-log.css';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  Action,
  Icon,
  Menu,
  MenuItem,
  Note,
  PauseAction,
  saveFile,
  SearchBox,
  Select,
  TextField,
  toasts,
  Toolbar,
  usePause,
  useTouch,
  useUrlState,
  type Pause,
} from '../../../ui/index.js';
import { OneSession } from './one-session.js';
import { protocolLogTexts } from './protocol-log.text.js';
import { SessionRow } from './session-row.js';
import { linesMax, sessionsOf, textOf, type ProtocolLine, type Session } from './sessions.js';
import { VerboseAction, VerboseNotes } from './verbose.js';
import { useTail, type Following, type TailFilter } from './use-tail.js';

const services = ['front-end-transport', 'hub-transport', 'mailbox-delivery', 'edge-transport'];
const presets = {
  service: '',
  connector: '',
  direction: '',
  address: '',
  session: '',
  back: '',
  q: '',
} as const;

/** Servers > Protocol log: what is said in SMTP sessions, as it is said. */
export default function ProtocolLogPage() {
  const pause = usePause();
  const [url, setUrl] = useUrlState(presets);
  const following = useTail(url, pause);
  const lines = useMemo(() => found(following.tail.lines, url.q), [following.tail.lines, url.q]);
  if (/^[\dA-F]{16}$/i.test(url.session)) {
    return <OneSession session={url.session} onBack={() => setUrl({ session: '' })} />;
  }
  return (
    <div className="protocol-log">
      <LogToolbar
        {...{ lines, pause }}
        connector={url.connector}
        q={url.q}
        onSearch={(q) => setUrl({ q })}
        onClear={() => {
          following.clear();
          setUrl({ back: '' });
        }}
      />
      <VerboseNotes />
      <Filters filter={url} onChange={setUrl} session={url.session} />
      <Sessions lines={lines} following={following} />
    </div>
  );
}

function found(lines: readonly ProtocolLine[], q: string): readonly ProtocolLine[] {
  const words = q.toLowerCase();
  if (words === '') return lines;
  // A session is shown as a whole where one of its lines fits.
  const sessions = new Set(
    lines.filter((line) => textOf(line).toLowerCase().includes(words)).map(({ session }) => session),
  );
  return lines.filter(({ session }) => sessions.has(session));
}

interface LogToolbarProps {
  readonly lines: readonly ProtocolLine[];
  readonly pause: Pause;
  readonly connector: string;
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly onClear: () => void;
}

function LogToolbar({ lines, pause, connector, q, onSearch, onClear }: LogToolbarProps) {
  const t = useTexts(protocolLogTexts);
  const text = (): string => lines.map((line) => `${textOf(line)}\n`).join('');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text());
    toasts.show(t('copied', { count: lines.length }));
  };
  const told = (error: unknown): void => toasts.show(String(error), 'bad');
  return (
    <Toolbar label={t('toolbar')} end={<SearchBox label={t('search')} value={q} onChange={onSearch} />}>
      <PauseAction pause={pause} />
      <Action label={t('clear')} icon="clear" onPress={onClear} isDisabled={lines.length === 0} />
      <VerboseAction connector={connector} />
      <Menu button={<Icon name="more" />} label={t('more')}>
        <MenuItem label={t('copy')} icon="copy" onAction={() => void copy().catch(told)} />
        <MenuItem
          label={t('download')}
          icon="download"
          onAction={() => saveFile('protocol.log', text(), 'text/plain')}
        />
      </Menu>
    </Toolbar>
  );
}

interface FiltersProps {
  readonly filter: TailFilter;
  readonly session: string;
  readonly onChange: (change: Partial<TailFilter & { readonly session: string }>) => void;
}

function Filters({ filter, session, onChange }: FiltersProps) {
  const t = useTexts(protocolLogTexts);
  const connectors = useConnectors();
  return (
    <div className="filters">
      <Select
        label={t('service')}
        value={filter.service}
        options={[
          { value: '', label: t('allServices') },
          ...services.map((value) => ({ value, label: value })),
        ]}
        onChange={(service) => onChange({ service })}
      />
      <Select
        label={t('connector')}
        value={filter.connector}
        options={[
          { value: '', label: t('allConnectors') },
          ...connectors.map((value) => ({ value, label: value })),
        ]}
        onChange={(connector) => onChange({ connector })}
      />
      <Select
        label={t('direction')}
        value={filter.direction}
        options={[
          { value: '', label: t('both') },
          { value: 'Receive', label: t('Receive') },
          { value: 'Send', label: t('Send') },
        ]}
        onChange={(direction) => onChange({ direction })}
      />
      <Select
        label={t('begin')}
        value={filter.back}
        options={[
          { value: '', label: t('fromNow') },
          { value: '5', label: t('minutesBack', { minutes: 5 }) },
        ]}
        onChange={(back) => onChange({ back })}
      />
      <LateField
        label={t('address')}
        placeholder="192.168.5.*"
        value={filter.address}
        onChange={(address) => onChange({ address })}
      />
      <LateField
        label={t('session')}
        placeholder={t('sessionHint')}
        value={session}
        onChange={(next) => onChange({ session: next })}
      />
    </div>
  );
}

interface LateFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Another filter is another tail: it begins when the field is left, or by Enter. */
function LateField({ label, placeholder, value, onChange }: LateFieldProps) {
  const [typed, setTyped] = useState(value);
  const tell = (): void => onChange(typed.trim());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        tell();
      }}
    >
      <TextField label={label} placeholder={placeholder} value={typed} onChange={setTyped} onBlur={tell} />
    </form>
  );
}

function useConnectors(): readonly string[] {
  const { data: receive } = useQuery(queries.list('ReceiveConnectors', api.receiveConnectors));
  const { data: send } = useQuery(queries.list('SendConnectors', api.sendConnectors));
  return useMemo(
    () => [...new Set([...(receive?.rows ?? []), ...(send?.rows ?? [])].map(({ Name }) => Name))].toSorted(),
    [receive, send],
  );
}

function Sessions({
  lines,
  following,
}: {
  readonly lines: readonly ProtocolLine[];
  readonly following: Following;
}) {
  const t = useTexts(protocolLogTexts);
  const all = useMemo(() => sessionsOf(lines), [lines]);
  const { sessions, touch, fresh, show } = useHeld(all);
  const { problem, tail } = following;
  return (
    <>
      {problem !== undefined && <Note tone="bad">{t('failed', { reason: problem })}</Note>}
      {sessions.length === 0 ? (
        <div className="state">
          <p>{t('waiting')}</p>
          <p className="dim">{t('waitingWhy')}</p>
        </div>
      ) : (
        <ul className="sessions" aria-label={t('list')} {...touch}>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      <div className="status-line">
        <span>{t('kept', { lines: tail.lines.length, sessions: all.length, max: linesMax })}</span>
        {fresh > 0 && (
          <button type="button" className="fresh push" onClick={show}>
            {t('fresh', { count: fresh })}
          </button>
        )}
        {tail.skipped > 0 && <span>{t('skipped', { count: tail.skipped })}</span>}
      </div>
    </>
  );
}

/** Under the pointer and the focus no line moves: new sessions wait until the list is left, or they are asked for. */
function useHeld(all: readonly Session[]) {
  const { isTouched, touch } = useTouch();
  const [held, setHeld] = useState<readonly Session[]>();
  const show = (): void => setHeld(all);
  if (isTouched && held === undefined) show();
  if (!isTouched && held !== undefined) setHeld(undefined);
  const known = new Map(all.map((session) => [session.id, session]));
  const sessions = held?.map((session) => known.get(session.id) ?? session) ?? all;
  const shown = new Set(sessions.map(({ id }) => id));
  return { sessions, touch, fresh: all.filter(({ id }) => !shown.has(id)).length, show };
}
