// Features that only Intel's or only AMD's CPUs have. Left out, because KVM lists them on the other
// vendor's hosts as well: ibpb, ibrs, amd-stibp, amd-ssbd, amd-no-ssb (on Intel); spec-ctrl, stibp, ssbd,
// arch-capabilities and what that lists (on AMD); lfence-always-serializing, null-sel-clr-base, tsa-*-no.
// Left out as well: what the other vendor has announced, such as fred or avx10.

export type OnlyVendor = 'Intel' | 'AMD';

/**
 * The one of the two vendors whose CPUs have the feature; undefined if both have it or it isn't sure.
 * It tells Intel from AMD, and Hygon counts as AMD. Don't ask it for Zhaoxin, which shares vmx with Intel.
 */
export function vendorOnly(featureName: string): OnlyVendor | undefined {
  const vendor = vendorByName.get(featureName);
  if (vendor !== undefined) return vendor;
  return intelPrefixes.some((prefix) => featureName.startsWith(prefix)) ? 'Intel' : undefined;
}

const intelPrefixes: readonly string[] = ['vmx-', 'sgx', 'amx-'];

const intel = `
  vmx smx est tm2 ds ds_cpl dtes64 xtpr pdcm dca pbe
  hle rtm tsx-ldtrk tsx-ctrl mpx intel-pt intel-pt-lip arch-lbr pconfig pks xfd cldemote prefetchiti
  avx512pf avx512er avx512-4vnniw avx512-4fmaps
  core-capability split-lock-detect intel-psfd ipred-ctrl rrsba-ctrl ddpd-u bhi-ctrl`;

const amd = `
  svm npt lbrv svm-lock nrip-save tsc-scale vmcb-clean flushbyasid decodeassists pause-filter
  pfthreshold avic v-vmsave-vmload vgif vnmi gmet svme-addr-chk
  sse4a 3dnow 3dnowext mmxext misalignsse xop fma4 tbm cvt16 lwp
  cmp_legacy extapic cr8legacy osvw ibs skinit wdt tce nodeid_msr topoext
  perfctr_core perfctr_nb perfmon-v2 fxsr_opt clzero xsaveerptr overflow-recov succor prefetchi
  stibp-always-on virt-ssbd amd-psfd auto-ibrs no-nested-data-bp fs-gs-base-ns
  eraps sbpb ibpb-brtype srso-no srso-user-kernel-no`;

const vendorByName: ReadonlyMap<string, OnlyVendor> = new Map<string, OnlyVendor>([
  ...named(intel).map((name) => [name, 'Intel'] as const),
  ...named(amd).map((name) => [name, 'AMD'] as const),
]);

function named(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
