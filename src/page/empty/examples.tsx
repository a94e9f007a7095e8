import styles from './empty.module.css';

export function Examples() {
  return (
    <section className={styles.part} aria-labelledby="examples-heading">
      <h2 id="examples-heading">Or look at an example</h2>
    </section>
  );
}
