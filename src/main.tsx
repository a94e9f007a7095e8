import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './page/styles/tokens.css';
import './page/styles/reset.css';
import './page/styles/type.css';
import './page/styles/print.css';
import { followTheme } from './page/hooks/theme.ts';
import { Page } from './page/page.tsx';
import { openStored } from './page/shell/open-stored.ts';
import { listenPageWide } from './page/shell/page-wide.ts';
import { announce } from './page/ui/announce.ts';
import { keepFocus } from './page/ui/keep-focus.ts';
import { registerServiceWorker } from './register-service-worker.ts';
import { workspaceStore } from './workspace/stores/store.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
followTheme();
listenPageWide();
keepFocus(root);
workspaceStore.subscribe(({ announcement }, before) => {
  if (announcement !== before.announcement) announce(announcement);
});
await openStored();
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
registerServiceWorker();
