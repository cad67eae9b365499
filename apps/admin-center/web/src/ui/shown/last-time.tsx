import { useFormat, useTexts } from '../../text/index.js';
import { uiTexts } from '../ui.text.js';

/** How long ago something was; undefined: it never was. */
export function LastTime({ at }: { readonly at: number | undefined }) {
  const t = useTexts(uiTexts);
  const format = useFormat();
  if (at === undefined) return <span className="dim">{t('never')}</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
      {format.relative(at)}
    </time>
  );
}
