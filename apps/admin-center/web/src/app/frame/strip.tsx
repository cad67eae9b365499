import { useQuery } from '@tanstack/react-query';

import { queries } from '../../api/index.js';
import { useFormat, useTexts } from '../../text/index.js';
import { Note } from '../../ui/index.js';
import { appTexts } from '../app.text.js';

/** On top of every page while something that all of them need is away. */
export function Strip() {
  const t = useTexts(appTexts);
  const format = useFormat();
  const { data, error, dataUpdatedAt } = useQuery(queries.health());
  const time = format.time(dataUpdatedAt || Date.now());
  return (
    <div className="strip">
      {error !== null ? (
        <Note>{t('away', { time })}</Note>
      ) : (
        data?.redis === 'away' && <Note>{t('redisAway', { time })}</Note>
      )}
    </div>
  );
}
