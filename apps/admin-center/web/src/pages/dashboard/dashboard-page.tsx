import './dashboard.css';

import { useQueues } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Attention } from './attention.js';
import { dashboardTexts } from './dashboard.text.js';
import { Durability } from './durability.js';
import { History } from './history.js';
import { MailPrograms } from './mail-programs.js';
import { Services } from './services.js';
import { Talkers } from './talkers.js';
import { Tiles } from './tiles.js';
import { Top } from './top.js';

/** Whether mail flows, and if not, where it is stuck. */
export default function DashboardPage() {
  const t = useTexts(dashboardTexts);
  const { data: queues } = useQueues();
  return (
    <div className="dashboard">
      <Tiles />
      {/* The tiles tell at a glance: whatever else there is to read waits for them. */}
      {queues !== undefined && (
        <>
          <Durability />
          <div className="columns">
            <History />
            <div className="side" aria-label={t('now')} role="group">
              <Attention />
              <Services />
              <Top />
              <Talkers />
              <MailPrograms />
            </div>
          </div>
        </>
      )}
    </div>
  );
}
