import './dashboard.css';

import { useTexts } from '../../text/index.js';
import { Attention } from './attention.js';
import { dashboardTexts } from './dashboard.text.js';
import { Durability } from './durability.js';
import { History } from './history.js';
import { MailPrograms } from './mail-programs.js';
import { Services } from './services.js';
import { Tiles } from './tiles.js';
import { Top } from './top.js';

/** Whether mail flows, and if not, where it is stuck. */
export default function DashboardPage() {
  const t = useTexts(dashboardTexts);
  return (
    <div className="dashboard">
      <Durability />
      <Tiles />
      <div className="columns">
        <History />
        <div className="side" aria-label={t('now')} role="group">
          <Attention />
          <Services />
          <Top />
          <MailPrograms />
        </div>
      </div>
    </div>
  );
}
