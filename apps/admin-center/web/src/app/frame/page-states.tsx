import { useTexts } from '../../text/index.js';
import { Button } from '../../ui/index.js';
import { appTexts } from '../app.text.js';

export function NotFound() {
  const t = useTexts(appTexts);
  return <div className="state">{t('notFound')}</div>;
}

export function NoPages() {
  const t = useTexts(appTexts);
  return <div className="state">{t('noPages')}</div>;
}

/** Nothing jumps: the frame stays, and the page is there within moments. */
export function PageLoading() {
  const t = useTexts(appTexts);
  return (
    <div role="status" className="visually-hidden">
      {t('loadingPage')}
    </div>
  );
}

/** A fault of ours, or a file of the version before: an address that is loaded anew has the newest. */
export function PageBroken({ error }: { readonly error: unknown }) {
  const t = useTexts(appTexts);
  return (
    <div className="state" data-failed role="alert">
      <p>{t('broken', { reason: error instanceof Error ? error.message : String(error) })}</p>
      <Button icon="refresh" onPress={() => location.reload()}>
        {t('reload')}
      </Button>
    </div>
  );
}
