import type { ObjectOf } from '../../../api/index.js';
import type { TextKey, Texts } from '../../../text/index.js';
import { StateBadge, type Column } from '../../../ui/index.js';
import type { rulesTexts } from './rules.text.js';
import type { RuleHits } from './use-rule-hits.js';

export type Rule = ObjectOf<'TransportRules'> & { readonly Enabled: boolean };

type T = Texts<TextKey<typeof rulesTexts>>;

export function ruleColumns(t: T, hits: RuleHits | undefined): readonly Column<Rule>[] {
  return [
    {
      id: 'on',
      head: t('on'),
      width: '72px',
      line: 1,
      sortBy: ({ Enabled }) => (Enabled ? 0 : 1),
      render: ({ Enabled }) => (
        <StateBadge state={Enabled ? 'good' : 'held'}>{Enabled ? t('on') : t('off')}</StateBadge>
      ),
    },
    {
      id: 'name',
      head: t('name'),
      width: 'minmax(160px, 3fr)',
      line: 1,
      sortBy: ({ Name }) => Name,
      render: ({ Name }) => Name,
    },
    {
      id: 'priority',
      head: t('priority'),
      width: '88px',
      line: 2,
      isNumber: true,
      sortBy: ({ Priority }) => Priority ?? 0,
      render: ({ Priority }) => String(Priority ?? ''),
    },
    {
      id: 'mode',
      head: t('mode'),
      width: 'minmax(170px, 1.4fr)',
      line: 2,
      sortBy: ({ Mode }) => t(Mode),
      render: ({ Mode }) => t(Mode),
    },
    {
      id: 'hits',
      head: t('hits'),
      width: '104px',
      isNumber: true,
      sortBy: (row) => hitsOf(row, hits) ?? -1,
      render: (row) => hitsText(row, hits, t),
    },
  ];
}

/** Those that are kept out of message tracking are not counted. */
export function hitsOf({ Guid, SetAuditSeverity }: Rule, hits: RuleHits | undefined): number | undefined {
  if (hits === undefined || SetAuditSeverity === 'DoNotAudit') return undefined;
  return hits.messages.get(Guid.toLowerCase()) ?? 0;
}

export function hitsText(row: Rule, hits: RuleHits | undefined, t: T): string {
  const count = hitsOf(row, hits);
  if (count === undefined) return '–';
  return hits?.isComplete === false ? t('hitsAtLeast', { count }) : String(count);
}
