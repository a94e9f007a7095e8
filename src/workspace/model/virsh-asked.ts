import type { Connection, VirshAnswer } from '../../fleet/pool/libvirt-baseline.ts';

/** A question to virsh as it is typed: the command and its options. */
export interface VirshAsked {
  readonly command: VirshAnswer['command'];
  readonly migratable: boolean;
  /** `--features` */
  readonly expand: boolean;
  readonly connection: Connection;
}
