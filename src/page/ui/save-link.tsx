import type { ReactNode } from 'react';
import styles from './link-button.module.css';

interface SaveLinkProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** A file beside the page, saved by the browser. */
export function SaveLink({ href, children }: SaveLinkProps) {
  return (
    <a href={href} download className={styles.link}>
      {children}
    </a>
  );
}
