import { useQuery } from '@tanstack/react-query';

import { api, queries, type OutputOf } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Note, PageLink, Verdicts } from '../../../ui/index.js';
import { explainConnectionTexts } from './explain-connection.text.js';

type Explained = OutputOf<'Explain-Connection'>;

/** Decisions from top to bottom, each with its reason and a link to the setting. */
export function ConnectionAnswer({ explained }: { readonly explained: Explained }) {
  const t = useTexts(explainConnectionTexts);
  const { winner, answers, inbound, losers, server } = explained;
  const hrefOfTab = useTabHref(winner?.connector);
  if (winner === undefined) {
    return (
      <>
        <Note>{t('noWinner', { server })}</Note>
        <Losers losers={losers} />
      </>
    );
  }
  return (
    <>
      <ol className="decisions">
        <li>
          <h3>{t('winner')}</h3>
          <p>
            <strong>{winner.connector}</strong> <PageLink to={hrefOfTab('scoping')}>{t('scoping')}</PageLink>
          </p>
          <p className="dim">{winner.reason}</p>
        </li>
        <li>
          <h3>{t('principals')}</h3>
          <p>
            <span className="mono">{winner.principals.join(', ') || '–'}</span>{' '}
            <PageLink to={hrefOfTab('security')}>{t('security')}</PageLink>
          </p>
        </li>
        <Rights winner={winner} href={hrefOfTab('permissions')} />
        <Inbound verdicts={inbound} />
        {answers.map((answer) => (
          <Heard key={answer.command} answer={answer} />
        ))}
        <Cure last={answers.at(-1)} connector={winner.connector} hrefOfTab={hrefOfTab} />
      </ol>
      <Losers losers={losers} />
    </>
  );
}

interface RightsProps {
  readonly winner: NonNullable<Explained['winner']>;
  readonly href: string;
}

/** Each with the permission group or the entry that gives it. */
function Rights({ winner, href }: RightsProps) {
  const t = useTexts(explainConnectionTexts);
  return (
    <li>
      <h3>{t('rights')}</h3>
      {winner.rightsFrom.length === 0 ? (
        <p>{t('noRights')}</p>
      ) : (
        <ul>
          {winner.rightsFrom.map(({ right, from }) => (
            <li key={right}>
              <span className="mono">{right}</span> <span className="dim">{t('rightFrom', { from })}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <PageLink to={href}>{t('permissions')}</PageLink>
      </p>
    </li>
  );
}

const outcomeTexts = {
  met: 'met',
  otherHost: 'otherHost',
  address: 'address',
  certificate: 'certificateMissing',
  tls: 'tlsMissing',
} as const satisfies Readonly<Record<Explained['inbound'][number]['outcome'], string>>;

/** Partners' connectors that are asked at MAIL, and what comes of each. */
function Inbound({ verdicts }: { readonly verdicts: Explained['inbound'] }) {
  const t = useTexts(explainConnectionTexts);
  if (verdicts.length === 0) return null;
  return (
    <li>
      <h3>{t('inbound')}</h3>
      <ul>
        {verdicts.map(({ name, outcome }) => (
          <li key={name}>
            <span translate="no">{name}</span> <span className="dim">{t(outcomeTexts[outcome])}</span>
          </li>
        ))}
      </ul>
      <p>
        <PageLink to="/mail-flow/other-connectors">{t('inboundPage')}</PageLink>
      </p>
    </li>
  );
}

type Heard = Explained['answers'][number];

const isRefused = ({ reply }: Heard): boolean => /^[45]/.test(reply);

function Heard({ answer }: { readonly answer: Heard }) {
  const t = useTexts(explainConnectionTexts);
  return (
    <li>
      <h3>
        {t('reply')} <span className="dim">{t('replyTo', { command: answer.command })}</span>
      </h3>
      <p className="mono reply" data-tone={isRefused(answer) ? 'bad' : 'good'}>
        {answer.reply}
      </p>
    </li>
  );
}

interface CureProps {
  readonly last: Heard | undefined;
  readonly connector: string;
  readonly hrefOfTab: (tab: Tab) => string;
}

/** What would make the refused command succeed. */
function Cure({ last, connector, hrefOfTab }: CureProps) {
  const t = useTexts(explainConnectionTexts);
  const cure = last !== undefined && isRefused(last) ? cureOf(last) : undefined;
  if (cure === undefined) return null;
  const { text, tab } = cure;
  return (
    <li>
      <h3>{t('what')}</h3>
      <p>
        {t(text, { connector })} <PageLink to={hrefOfTab(tab)}>{t(tab)}</PageLink>
      </p>
    </li>
  );
}

function cureOf({ command, reply }: Heard) {
  if (command === 'STARTTLS') return { text: 'cureTls', tab: 'security' } as const;
  if (command === 'AUTH') return { text: 'cureLogin', tab: 'security' } as const;
  if (reply.startsWith('552 ')) return { text: 'cureSize', tab: 'general' } as const;
  // An Inbound connector of a partner: what it demands stands above.
  if (reply.startsWith('550 5.7.51')) return undefined;
  if (reply.startsWith('451 5.7.3')) return { text: 'cureNeedsTls', tab: 'security' } as const;
  if (!/5\.7\./.test(reply)) return undefined;
  return command === 'MAIL'
    ? ({ text: 'submit', tab: 'security' } as const)
    : ({ text: 'relay', tab: 'permissions' } as const);
}

/** Tabs of Edit, as they stand there. */
const tabs = ['general', 'security', 'scoping', 'limits', 'smtp', 'permissions'] as const;
type Tab = (typeof tabs)[number];

/** The address of Edit of a connector, at one of its tabs; until it is found, that of the list. */
function useTabHref(identity: string | undefined): (tab: Tab) => string {
  const { data } = useQuery(queries.list('ReceiveConnectors', api.receiveConnectors));
  const found = data?.rows.find(({ Identity }) => Identity === identity);
  return (tab) => {
    if (found === undefined) return hrefOf(identity ?? '');
    const at = { at: found.Guid, dialog: 'edit', tab: String(tabs.indexOf(tab)) };
    return `/mail-flow/receive-connectors?${new URLSearchParams(at).toString()}`;
  };
}

function Losers({ losers }: { readonly losers: Explained['losers'] }) {
  const t = useTexts(explainConnectionTexts);
  return (
    <Verdicts
      title={t('losers')}
      verdicts={losers.map(({ connector, transportRole, reason }) => ({
        name: connector,
        href: hrefOf(connector),
        sort: roleText(transportRole, t),
        reason,
      }))}
    />
  );
}

const roles = ['FrontendTransport', 'HubTransport', 'MailboxTransportDelivery', 'EdgeTransport'] as const;

function roleText(role: string, t: (key: (typeof roles)[number]) => string): string {
  const known = roles.find((each) => each === role);
  return known === undefined ? role : t(known);
}

function hrefOf(connector: string): string {
  const name = connector.split('\\').at(-1) ?? connector;
  return `/mail-flow/receive-connectors?${new URLSearchParams({ q: name }).toString()}`;
}
