import type { Format, TextKey, Texts } from '../../../text/index.js';
import { StateBadge, Uptime, type Column } from '../../../ui/index.js';
import { faultsOf, stateOf, type Process } from './processes.js';
import type { servicesTexts } from './services.text.js';

type T = Texts<TextKey<typeof servicesTexts>>;

export function processColumns(t: T, format: Format): readonly Column<Process>[] {
  return [...identityColumns(t), ...loadColumns(t, format)];
}

function identityColumns(t: T): readonly Column<Process>[] {
  return [
    {
      id: 'service',
      head: t('service'),
      width: 'minmax(150px, 1.6fr)',
      line: 1,
      sortBy: ({ service }) => service,
      render: ({ service }) => service,
    },
    {
      id: 'server',
      head: t('server'),
      width: 'minmax(72px, 0.8fr)',
      sortBy: ({ server }) => server,
      render: ({ server }) => server,
    },
    {
      id: 'host',
      head: t('host'),
      width: 'minmax(72px, 1fr)',
      line: 2,
      sortBy: ({ host }) => host,
      render: ({ host }) => host,
    },
    {
      id: 'process',
      head: t('process'),
      width: '72px',
      isNumber: true,
      sortBy: ({ pid }) => pid,
      render: ({ pid }) => pid,
    },
    {
      id: 'state',
      head: t('state'),
      width: 'minmax(116px, 1fr)',
      line: 1,
      sortBy: ({ state }) => state,
      render: (each) => <ProcessState t={t} process={each} />,
    },
    {
      id: 'up',
      head: t('up'),
      width: '96px',
      line: 2,
      sortBy: ({ startedAt }) => -Date.parse(startedAt),
      render: ({ startedAt }) => <Uptime since={Date.parse(startedAt)} />,
    },
  ];
}

/** Nothing is known of a process that has just come. */
function loadColumns(t: T, format: Format): readonly Column<Process>[] {
  const number = (value: number | undefined, text: (value: number) => string): string =>
    value === undefined ? '–' : text(value);
  return [
    {
      id: 'connections',
      head: t('connections'),
      width: '96px',
      isNumber: true,
      sortBy: ({ activity }) => activity?.connections ?? -1,
      render: ({ activity }) => number(activity?.connections, (value) => format.number(value)),
    },
    {
      id: 'rate',
      head: t('rate'),
      width: '96px',
      isNumber: true,
      sortBy: ({ activity }) => activity?.messagesPerSecond ?? -1,
      render: ({ activity }) =>
        number(activity?.messagesPerSecond, (value) => format.number(Number(value.toFixed(1)))),
    },
    {
      id: 'memory',
      head: t('memory'),
      width: '80px',
      isNumber: true,
      sortBy: ({ activity }) => activity?.memoryBytes ?? -1,
      render: ({ activity }) => number(activity?.memoryBytes, (value) => format.size(value)),
    },
    {
      id: 'loopDelay',
      head: t('loopDelay'),
      width: '84px',
      isNumber: true,
      sortBy: ({ activity }) => activity?.loopDelayMs ?? -1,
      render: ({ activity }) => number(activity?.loopDelayMs, (value) => `${format.number(value)} ms`),
    },
  ];
}

export function ProcessState({ t, process }: { readonly t: T; readonly process: Process }) {
  const count = faultsOf(process);
  const state = t(process.state);
  return (
    <StateBadge state={stateOf(process)}>{count === 0 ? state : t('faults', { state, count })}</StateBadge>
  );
}

export function searchedText({ service, server, host, pid, state, listeners }: Process): string {
  return [service, server, host, String(pid), state, ...listeners.map(({ name }) => name)].join(' ');
}
