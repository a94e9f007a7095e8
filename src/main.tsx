import { createRoot } from 'react-dom/client';
import { registerServiceWorker } from './register-service-worker.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <main>
    <h1>Commonbits</h1>
  </main>,
);
registerServiceWorker();
