import { expect, it } from 'vitest';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { deriveGuest } from '../../fleet/guest/guest.ts';
import { verdictsOf } from '../../fleet/guest/verdicts.ts';
import { rowsOf } from '../../fleet/matrix/rows.ts';
import { buildFleet } from '../../fleet/pool/fleet.ts';
import { poolOf } from '../../fleet/pool/pool.ts';
import { reportJson } from './report.ts';

it('says everything that was computed, and names stay text', async () => {
  const map = await loadCpuMap('12.8.0');
  const cpu = (features: string[]) =>
    ({ kind: 'host', cpu: { kind: 'host', arch: 'x86_64', model: 'Haswell', features } }) as const;
  const fleet = buildFleet(map, [
    { id: '1', name: '__proto__', included: true, cpu: cpu(['f16c']) },
    { id: '2', name: 'kvm-02', included: true, cpu: cpu([]) },
    { id: '3', name: 'kvm-03', included: false, cpu: cpu(['nothing-known']) },
  ]);
  const pool = poolOf(fleet);
  const guest = deriveGuest(pool, { policies: [] });
  const verdicts = guest === undefined ? [] : verdictsOf(pool, guest.cpu);
  const report = JSON.parse(reportJson({ fleet, pool, rows: rowsOf(pool), guest, verdicts }));
  expect(report.hosts).toEqual([
    { name: '__proto__', included: true, kind: 0 },
    { name: 'kvm-02', included: true, kind: 1 },
    { name: 'kvm-03', included: false, kind: 2 },
  ]);
  expect(report.kinds[2].unknownFeatures).toEqual(['nothing-known']);
  expect(report.features.find(({ name }: { name: string }) => name === 'f16c')).toMatchObject({ has: [0] });
  expect(report.guest).toMatchObject({ changed: false, xml: guest?.xml });
  expect(report.verdicts.map(({ result }: { result: string }) => result)).toEqual(['superset', 'identical']);
});
