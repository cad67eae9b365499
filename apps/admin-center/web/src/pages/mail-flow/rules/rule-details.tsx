import type { FormValues } from '../../../ui/index.js';
import { useFormat, useTexts } from '../../../text/index.js';
import { Facts, Section, StateBadge } from '../../../ui/index.js';
import { hitsText, type Rule } from './columns.js';
import { partValue, usePartTitle } from './parts-field.js';
import { rulesTexts } from './rules.text.js';
import { partsIn, ruleValues, type PartList } from './rule-values.js';
import type { RuleHits } from './use-rule-hits.js';
import type { DeclaredParts } from './use-rule-parts.js';

export interface RuleDetailsProps {
  readonly row: Rule;
  readonly parts: DeclaredParts;
  readonly hits: RuleHits | undefined;
}

export function RuleDetails({ row, parts, hits }: RuleDetailsProps) {
  const t = useTexts(rulesTexts);
  const format = useFormat();
  const values = ruleValues(row as unknown as FormValues, parts);
  return (
    <>
      <StateBadge state={row.Enabled ? 'good' : 'held'}>{row.Enabled ? t('on') : t('off')}</StateBadge>
      {row.Comments !== '' && <p>{row.Comments}</p>}
      <Parts list="conditions" title={t('if')} empty={t('allMessages')} {...{ values, parts }} />
      <Parts list="actions" title={t('do')} {...{ values, parts }} />
      <Parts list="exceptions" title={t('except')} {...{ values, parts }} />
      <Facts
        facts={[
          [t('priority'), row.Priority],
          [t('mode'), t(row.Mode)],
          [t('hits'), hitsText(row, hits, t)],
          [t('ActivationDate'), row.ActivationDate],
          [t('ExpiryDate'), row.ExpiryDate],
          [t('changed'), row.WhenChanged === undefined ? undefined : format.dateTime(row.WhenChanged)],
        ]}
      />
    </>
  );
}

interface PartsProps {
  readonly list: PartList;
  readonly title: string;
  readonly empty?: string;
  readonly values: FormValues;
  readonly parts: DeclaredParts;
}

function Parts({ list, title, empty, values, parts }: PartsProps) {
  const titleOf = usePartTitle();
  const names = values[list] as readonly string[];
  const had = partsIn(list, parts).filter(({ name }) => names.includes(name));
  if (had.length === 0) return empty === undefined ? null : <p>{empty}</p>;
  return (
    <Section title={title}>
      <ul>
        {had.map((part) => (
          <li key={part.name}>
            {titleOf(part.name)} <strong>{partValue(part, list, values)}</strong>
          </li>
        ))}
      </ul>
    </Section>
  );
}
