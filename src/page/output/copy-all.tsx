import type { Derived } from '../../workspace/derived/derived.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './copy-answer.module.css';
import { useWriter } from './output-text.ts';
import { shownText } from './shown-text.ts';

/** Every group's guest in one text, each under a line that names its hosts. */
export function CopyAll({ derived }: { readonly derived: Derived }) {
  const write = useWriter();
  const all = derived.groups.length.toLocaleString('en');
  const text = () =>
    derived
      .groupPools()
      .flatMap(({ group, pool, guest }) => {
        if (guest === undefined) return [];
        const { text, language } = write({ map: derived.map, pool, guest, isOther: true });
        const names = group.hosts.map(({ name }) => visibleText(name)).join(' ');
        return [heading(language, `${visibleText(group.name)}: ${names}`), text];
      })
      .join('');
  return (
    <div className={styles.row}>
      <span className={styles.who} data-group="true">{`All ${all} groups`}</span>
      <CopyButton
        look="plain"
        name={`Copy all ${all} groups`}
        what={`all ${all} groups`}
        text={text}
        shown={shownText}
        className={styles.all}
      >
        Copy all
      </CopyButton>
    </div>
  );
}

/** Two hyphens would end a comment of XML. */
function heading(language: string, words: string): string {
  return language === 'xml' ? `<!-- ${words.replace(/-(?=-)/g, '- ')} -->\n` : `# ${words}\n`;
}
