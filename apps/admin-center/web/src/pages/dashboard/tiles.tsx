import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { queries, useQueues, type Queue } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import { PageLink, StateSign, useNow, type State } from '../../ui/index.js';
import { dashboardTexts } from './dashboard.text.js';
import {
  countIn,
  deliveryQueues,
  flowState,
  lastFlow,
  oldestState,
  oldestTime,
  pressureState,
  stuckState,
  submissionState,
  waitingCount,
  waitingState,
  worstPressure,
} from './tile-rules.js';
import { useHistory } from './use-history.js';

interface TileProps {
  readonly title: string;
  /** Undefined: not known yet. */
  readonly state: State | undefined;
  readonly value: ReactNode;
  readonly hint: string;
  readonly to: string;
}

/** A number that says by sign and colour whether it is well, and leads to what explains it. */
function Tile({ title, state, value, hint, to }: TileProps) {
  return (
    <li>
      <PageLink className="tile" to={to}>
        <span className="title">{title}</span>
        <span className="value" data-state={state}>
          {state === undefined ? <span className="bar" /> : <StateSign state={state} />}
          {state !== undefined && value}
        </span>
        <span className="hint">{state === undefined ? ' ' : hint}</span>
      </PageLink>
    </li>
  );
}

/** The six that tell at a glance. */
export function Tiles() {
  const t = useTexts(dashboardTexts);
  const { data: queues } = useQueues();
  return (
    <ul className="tiles" aria-label={t('now')}>
      <Waiting queues={queues} />
      <Oldest queues={queues} />
      <Flow queues={queues} />
      <Submission queues={queues} />
      <Stuck queues={queues} />
      <Pressure />
    </ul>
  );
}

interface OfQueues {
  readonly queues: readonly Queue[] | undefined;
}

function Waiting({ queues }: OfQueues) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  const filled = deliveryQueues(queues ?? []).filter(({ messageCount }) => messageCount > 0);
  return (
    <Tile
      title={t('waiting')}
      state={queues && waitingState(queues)}
      value={format.number(waitingCount(queues ?? []))}
      hint={t('waitingIn', { queues: filled.length })}
      to="/queue-viewer/queues"
    />
  );
}

function Oldest({ queues }: OfQueues) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  const now = useNow();
  const oldest = oldestTime(queues ?? []);
  return (
    <Tile
      title={t('oldest')}
      state={queues && oldestState(oldest, now)}
      value={oldest === undefined ? '–' : format.duration(now - oldest)}
      hint={oldest === undefined ? t('nothingWaits') : t('receivedAt', { time: format.time(oldest) })}
      to="/queue-viewer/messages"
    />
  );
}

function Flow({ queues }: OfQueues) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  const { history } = useHistory('r60');
  const flow = history && {
    accepted: history.of('messagesAccepted'),
    delivered: history.of('recipientsDelivered'),
  };
  const last = flow && lastFlow(flow);
  const now = useNow();
  const time = last && history?.times[last.at];
  return (
    <Tile
      title={t('flow')}
      state={flow && queues && flowState(flow, queues, now)}
      value={
        last === undefined
          ? '–'
          : `${format.number(Math.round(last.accepted))} · ${format.number(Math.round(last.delivered))}`
      }
      hint={time === undefined ? t('notKnown') : t('flowAt', { time: format.clock(time) })}
      to="/tracking"
    />
  );
}

function Submission({ queues }: OfQueues) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  const count = countIn(queues ?? [], 'Submission');
  return (
    <Tile
      title={t('submission')}
      state={queues && submissionState(count)}
      value={format.number(count)}
      hint={t('submissionHint')}
      to="/queue-viewer/messages?q=queue:Submission"
    />
  );
}

function Stuck({ queues }: OfQueues) {
  const t = useTexts(dashboardTexts);
  const format = useFormat();
  const counts = {
    unreachable: countIn(queues ?? [], 'Unreachable'),
    poison: countIn(queues ?? [], 'Poison'),
  };
  const name = counts.poison > 0 || counts.unreachable === 0 ? 'Poison' : 'Unreachable';
  return (
    <Tile
      title={t('stuck')}
      state={queues && stuckState(counts)}
      value={format.number(counts.unreachable + counts.poison)}
      hint={t('stuckHint', counts)}
      to={`/queue-viewer/messages?q=queue:${name}`}
    />
  );
}

const pressureMs = 2_000;

function Pressure() {
  const t = useTexts(dashboardTexts);
  const { data } = useQuery({
    ...queries.run('Get-ExchangeDiagnosticInfo', {}),
    refetchInterval: pressureMs,
    staleTime: pressureMs,
  });
  const worst = data && worstPressure(data);
  return (
    <Tile
      title={t('pressure')}
      state={data && pressureState(worst)}
      value={t(worst?.level ?? 'Low')}
      hint={
        worst === undefined
          ? t('pressureNone')
          : t('pressureOf', { resource: worst.resource, service: worst.service })
      }
      to="/servers/back-pressure"
    />
  );
}
