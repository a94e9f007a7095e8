import type { Derived } from '../../workspace/derived/derived.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './output.module.css';
import { useWriter } from './output-text.ts';
import { TextLines } from './text-lines.tsx';

/** On paper, where no group can be chosen: the guest CPU of each group that is not in hand. */
export function OtherGroups({ derived }: { readonly derived: Derived }) {
  const write = useWriter();
  return derived.groupPools().flatMap(({ group, pool, guest }) => {
    if (group === derived.group || guest === undefined) return [];
    const { text, language } = write({ map: derived.map, pool, guest, isOther: true });
    const name = visibleText(group.name);
    return [
      <section key={group.name} className={styles.output} aria-label={`Guest CPU of ${name}`}>
        <h2 className={styles.head}>{name}</h2>
        <TextLines text={text} label={`Guest CPU of ${name} as text`} isXml={language === 'xml'} />
      </section>,
    ];
  });
}
