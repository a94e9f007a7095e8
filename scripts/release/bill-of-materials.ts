interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

interface Lock {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * The app's parts, as CycloneDX 1.6. Not `npm sbom`: that gives each list a number and a time of its own, so that
 * no two are the same, and names what only builds and tests the app. `date`: ISO 8601.
 */
export function billOfMaterials(lock: Lock, cpuMaps: readonly string[], date: string) {
  const packages = Object.entries(lock.packages)
    .filter(([path, { dev, devOptional, optional }]) => path !== '' && !(dev || devOptional || optional))
    .map(([path, found]) => componentOf(path.slice(path.lastIndexOf('node_modules/') + 13), found));
  const app = { type: 'application', name: lock.name, version: lock.version };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: date,
      component: {
        'bom-ref': refOf(lock),
        ...app,
        licenses: [{ license: { id: 'Apache-2.0' } }],
        purl: refOf(lock),
      },
    },
    components: [...packages, ...cpuMaps.map(factsOf)],
  };
}

function componentOf(name: string, { version, integrity, license }: LockedPackage) {
  const [group, own] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const [, digest] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  const ref = refOf({ name, version });
  return {
    'bom-ref': ref,
    type: 'library',
    ...(group !== undefined && { group }),
    name: own,
    version,
    ...(digest !== undefined && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    }),
    ...(license !== undefined && { licenses: [{ license: { id: license } }] }),
    purl: ref,
  };
}

/** Facts of a libvirt release, no code of it. */
function factsOf(version: string) {
  return {
    'bom-ref': `libvirt-cpu-map-${version}`,
    type: 'data',
    name: 'cpu_map of libvirt',
    version,
    externalReferences: [{ type: 'website', url: 'https://libvirt.org' }],
  };
}

/** A package URL; the @ of a scope is written as %40. */
function refOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
