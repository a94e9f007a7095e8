import { hostOfCommand } from './command.ts';
import { lastLines, namesFromContext } from './context.ts';
import { nameFromSosReport } from './file-name.ts';
import { guestOfCommand } from './guest-command.ts';
import { hostName } from './host-name.ts';
import type { NameWords } from './name-words.ts';
import { hostOfPrompt } from './prompt.ts';

/** Whose a guest's document is, and on which host it was found, as far as known. */
export interface NamedGuest {
  readonly name: string | undefined;
  readonly on: string | undefined;
}

interface Own {
  /** Name in the document. */
  readonly own: string | undefined;
  /** Host in the document. */
  readonly on: string | undefined;
}

/**
 * Names guests by what is between the documents of a text. Prompts and commands name the host, the command may name
 * the guest; a heading is the guest's name where it says so, or where a prompt already says which host it is.
 */
export class GuestNames {
  readonly #words: NameWords;
  /** The whole text is this host's. */
  readonly #host: string | undefined;
  #place: string | undefined;
  #heading: string | undefined;
  #command: string | undefined;

  constructor(words: NameWords, host: string | undefined) {
    this.#words = words;
    this.#host = host;
  }

  /** The text before the next document. */
  listen(context: string): void {
    this.#command = undefined;
    let says: string | undefined;
    for (const line of lastLines(context)) {
      const command = guestOfCommand(line);
      const host = hostOfLine(line, command, this.#words);
      if (host !== undefined) {
        if (host !== this.#place) this.#heading = undefined;
        this.#place = host;
        says = host;
      }
      if (command !== undefined || hostOfPrompt(line, this.#words) !== undefined) this.#command = command;
    }
    const heading = namesFromContext(context, this.#words)?.[0];
    if (heading !== undefined && heading !== says && heading !== this.#command) this.#heading = heading;
  }

  of({ own, on }: Own): NamedGuest {
    const place = on ?? this.#host;
    const heading = this.#heading;
    if (own !== undefined) {
      const host = heading === own ? undefined : heading;
      return { name: own, on: place ?? host ?? this.#place };
    }
    // A command or a heading is for the one document below it.
    const command = this.#command;
    this.#command = undefined;
    if (command !== undefined) return { name: command, on: place ?? heading ?? this.#place };
    this.#heading = undefined;
    return { name: heading, on: place ?? this.#place };
  }
}

/** The file that `cat web-01.xml` prints may be the guest's: then it names no host. */
function hostOfLine(line: string, guest: string | undefined, words: NameWords): string | undefined {
  const command = guest === undefined ? hostOfCommand(line, words) : hostOfUriOrSsh(line, words);
  return command ?? hostOfPrompt(line, words);
}

function hostOfUriOrSsh(line: string, words: NameWords): string | undefined {
  const bare = line.replace(/\b(?:cat|less|more|head|tail|type|zcat|Get-Content)\s[^|;&]{0,400}/g, '');
  return hostOfCommand(bare, words);
}

/** `kvm-03/etc/libvirt/qemu/web-01.xml`, `nodes/kvm-03/qemu-server/100.conf`: the host that a path is of. */
export function hostOfPath(path: string, words: NameWords): string | undefined {
  const found =
    /(?:^|\/)([^/]{1,253})\/(?:etc|var|run|sos_commands)\/(?:.{0,300}\/)?(?:libvirt|qemu|virsh)\//.exec(
      path,
    ) ?? /(?:^|\/)nodes\/([^/]{1,253})\/qemu-server\//.exec(path);
  if (found?.[1] === undefined) return undefined;
  return nameFromSosReport(found[1], words) ?? hostName(found[1], words);
}
