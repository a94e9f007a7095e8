import { examples, loadExample } from '../../workspace/examples.ts';
import { LinkButton } from '../ui/link-button.tsx';
import styles from './empty.module.css';

export function Examples() {
  return (
    <section className={styles.part} aria-labelledby="examples-heading">
      <h2 id="examples-heading">Or look at an example</h2>
      <ul className={styles.examples}>
        {examples.map(({ id, title, hosts, kinds }) => (
          <li key={id} className={styles.example}>
            <LinkButton onClick={() => void loadExample(id)}>{title}</LinkButton>
            <span className={styles.count}>
              {hosts} hosts, {kinds} kinds
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
