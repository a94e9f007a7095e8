import { useEffect, useMemo, useState } from 'react';
import type { CpuMap } from '../../../cpu-map/cpu-map.ts';
import { builtInReleases } from '../../../cpu-map/releases.ts';
import type { Guest } from '../../../fleet/guest/guest.ts';
import { answersByRelease, type ReleaseAnswer } from '../../../fleet/releases/by-release.ts';
import {
  knownTo,
  oldestThatTakes,
  type ReleaseVerdict,
  releaseFor,
} from '../../../fleet/releases/known-to.ts';
import { plural } from '../../../fleet/wording/phrases.ts';
import { loadMap, mapEntry } from '../../../workspace/cpu-maps/maps.ts';
import type { Derived } from '../../../workspace/derived/derived.ts';
import { useMaps } from '../../../workspace/hooks.ts';
import { Code } from '../../ui/code.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import pane from '../view/pane.module.css';
import styles from './known-to.module.css';
import summary from './summary.module.css';

interface KnownToProps {
  readonly derived: Derived;
  readonly guest: Guest;
}

/** Which releases take the guest, the oldest that does, and each host's own; behind it the answer of each release. */
export function KnownTo({ derived, guest }: KnownToProps) {
  const maps = useAllMaps();
  const [isOpen, setOpen] = useState(false);
  const verdicts = useMemo(() => knownTo(maps, guest.cpu, derived.map), [maps, guest.cpu, derived.map]);
  if (verdicts.length === 0) return null;
  return (
    <details className={summary.opening} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={pane.factName}>Known to</span>
        <span className={styles.releases}>
          {verdicts.map(({ release, takes }) => (
            <span key={release} className={styles.release}>
              {short(release)}
              <Glyph name={takes ? 'check' : 'lacks'} label={takes ? 'yes' : 'no'} />
            </span>
          ))}
          <OwnReleases derived={derived} verdicts={verdicts} />
        </span>
      </summary>
      <Verdicts verdicts={verdicts} />
      {isOpen && <Answers derived={derived} maps={maps} />}
    </details>
  );
}

/** Maps that are loaded; asking loads the others. */
function useAllMaps(): readonly CpuMap[] {
  const state = useMaps((each) => each.maps);
  useEffect(() => {
    for (const release of builtInReleases) void loadMap(release);
  }, []);
  return useMemo(
    () =>
      builtInReleases.flatMap((release) => {
        const load = mapEntry({ maps: state }, release)?.load;
        return load?.state === 'ready' ? [load.map] : [];
      }),
    [state],
  );
}

/** Releases that hosts run, where known. */
function OwnReleases({
  derived,
  verdicts,
}: {
  readonly derived: Derived;
  readonly verdicts: readonly ReleaseVerdict[];
}) {
  const told = derived.pool.kinds
    .flatMap(({ included }) => included)
    .filter(({ libvirt }) => libvirt !== undefined);
  if (told.length === 0) return null;
  const refusing = told.filter(({ libvirt = '' }) => releaseFor(verdicts, libvirt)?.takes === false);
  if (refusing.length === 0) {
    return (
      <span className={styles.quiet}>and {told.length === 1 ? "the host's own" : "each host's own"}</span>
    );
  }
  return (
    <span className={styles.against}>
      not to the own release of {refusing[0]?.name}
      {refusing.length > 1 && ` and ${refusing.length - 1} more`}
    </span>
  );
}

function Verdicts({ verdicts }: { readonly verdicts: readonly ReleaseVerdict[] }) {
  const oldest = oldestThatTakes(verdicts);
  const telling = verdicts.filter(({ takes, otherwise }) => !takes || otherwise.length > 0);
  return (
    <>
      <p className={styles.line}>
        {oldest === undefined
          ? 'No release here accepts it.'
          : `The oldest release that accepts it is ${short(oldest)}.`}
      </p>
      {telling.map((verdict) => (
        <p key={verdict.release} className={styles.line}>
          {short(verdict.release)} {verdict.takes ? 'means another CPU by it: ' : 'does not know '}
          <Names
            names={
              verdict.takes
                ? verdict.otherwise
                : [verdict.unknownModel, ...verdict.unknownFeatures].flatMap((name) => name ?? [])
            }
          />
        </p>
      ))}
    </>
  );
}

/** The answer of each libvirt release for the same hosts. */
function Answers({ derived, maps }: { readonly derived: Derived; readonly maps: readonly CpuMap[] }) {
  const hosts = derived.hostsAsGiven();
  const answers = useMemo(() => answersByRelease(maps, hosts, derived.map), [maps, hosts, derived.map]);
  return (
    <table className={styles.answers}>
      <caption>
        The answer of each release for {hosts.length === 1 ? 'this host' : `these ${hosts.length} hosts`}
      </caption>
      <thead>
        <tr>
          <th scope="col">libvirt</th>
          <th scope="col">Guest CPU</th>
          <th scope="col">What differs, and why</th>
        </tr>
      </thead>
      <tbody>
        {answers.map((answer) => (
          <tr key={answer.release}>
            <th scope="row">{short(answer.release)}</th>
            <td>
              {answer.guest === undefined ? 'none' : <Code>{answer.guest.model ?? answer.guest.mode}</Code>}
              <span className={styles.quiet}>
                {answer.guest !== undefined && ` ${plural(answer.features, 'feature')}`}
                {answer.level !== undefined && `, ${answer.level}`}
              </span>
            </td>
            <td>
              <Difference answer={answer} isHere={answer.release === derived.map.release} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Difference({ answer, isHere }: { readonly answer: ReleaseAnswer; readonly isHere: boolean }) {
  const { more, less, unknown, refused } = answer;
  const others = less.filter((name) => !unknown.includes(name));
  return (
    <>
      {isHere && <p>in use</p>}
      {!isHere && more.length + less.length === 0 && <p>the same features</p>}
      {refused.length > 0 && (
        <p>
          itself refuses, as it does not know <Names names={refused} />: read as a newer release defines them
        </p>
      )}
      {unknown.length > 0 && (
        <p>
          does not know <Names names={unknown} />
        </p>
      )}
      {others.length > 0 && (
        <p>
          leaves out <Names names={others} />
        </p>
      )}
      {more.length > 0 && (
        <p>
          has <Names names={more} /> more
        </p>
      )}
    </>
  );
}

const MOST = 6;

function Names({ names }: { readonly names: readonly string[] }) {
  const shown = names.length === MOST + 1 ? names : names.slice(0, MOST);
  return (
    <>
      {shown.map((name, at) => (
        <span key={name}>
          {at > 0 && ' '}
          <Code>{name}</Code>
        </span>
      ))}
      {names.length > shown.length && ` and ${names.length - shown.length} more`}
    </>
  );
}

/** `9.0`, as the list of releases says it. */
function short(release: string): string {
  return release.replace(/\.0$/, '');
}
