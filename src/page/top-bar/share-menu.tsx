import { Menu } from '../ui/menu.tsx';
import { shareItems } from './share-items.ts';

export function ShareMenu() {
  return <Menu label="Share" items={shareItems} />;
}
