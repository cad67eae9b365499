import { useQuery } from '@tanstack/react-query';

import { queries } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Note } from '../../ui/index.js';
import { dashboardTexts } from './dashboard.text.js';

/** What a 250 is worth, where that is less than it should be. */
export function Durability() {
  const t = useTexts(dashboardTexts);
  const { data } = useQuery(queries.health());
  const durability = data?.durability;
  if (durability === undefined || durability === 'unknown' || durability.strict) return null;
  return <Note tone="bad">{t('durability', { weaknesses: durability.weaknesses.join('; ') })}</Note>;
}
