import { useWorkspace } from '../../workspace/hooks.ts';
import { Menu } from '../ui/menu.tsx';
import { shareItems } from './share-items.ts';

export function ShareMenu() {
  const hasHosts = useWorkspace((state) => state.workspace.hosts.length > 0);
  return <Menu label="Share" items={shareItems(hasHosts)} />;
}
