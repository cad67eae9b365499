import { certificates } from '../certificates/known-certificate.js';
import { presentedBy } from '../certificates/presented-by.js';
import type { OperationContext } from '../context.js';
import type { PresentedCertificate } from './needs-attention.js';

/** They are files: so long nobody looks again. */
const rememberedMs = 60_000;

/** The certificates that a service shows to somebody: what lies about may expire. */
export function presentedCertificates(
  context: Pick<OperationContext, 'certificates' | 'directory'>,
): () => Promise<readonly PresentedCertificate[]> {
  let known: Promise<readonly PresentedCertificate[]> | undefined;
  let readAgainAt = 0;
  return () => {
    if (known !== undefined && performance.now() < readAgainAt) return known;
    readAgainAt = performance.now() + rememberedMs;
    const reading = read(context);
    // Whoever asks next tries again.
    reading.catch(() => (known = undefined));
    return (known = reading);
  };
}

async function read({
  certificates: open,
  directory,
}: Pick<OperationContext, 'certificates' | 'directory'>): Promise<readonly PresentedCertificate[]> {
  const [{ certificateView }, store] = await Promise.all([certificates(), open()]);
  // That their volume is missing is told by the services.
  if (!(await store.exists())) return [];
  const { certificates: listed, authorities } = await store.contents();
  const shown = listed.map(async (each) => {
    const view = certificateView(each, { authorities, now: new Date() });
    const others = listed.filter((other) => other !== each);
    const by = await presentedBy(each, others, directory.organization);
    const isShown = view.isDefault || view.services.length > 0 || by.length > 0;
    const { thumbprint, subject, notAfter, friendlyName } = view;
    return isShown ? [{ thumbprint, name: friendlyName || subject, notAfter, presentedBy: by }] : [];
  });
  return (await Promise.all(shown)).flat();
}
