// Answers to people's questions about a feature: its purpose, the loss of a guest without it, special points in
// a virtual machine. A big table, so the page loads this file only when somebody asks (dynamic import).

/** One or two sentences on the feature; undefined for a name this table doesn't know. */
export function explanationOf(featureName: string): string | undefined {
  return explanations.get(featureName);
}

/** Every feature name that has an explanation, in the order of the CPU map. */
export function explainedFeatures(): readonly string[] {
  return [...explanations.keys()];
}

const sentences = {
  // CPUID leaf 1, ECX
  pni: 'SSE3: arithmetic between neighbours within a 128-bit vector, and a faster unaligned load. x86-64-v2 requires it.',
  pclmuldq:
    'Multiplies without carries, the core step of AES-GCM and of fast checksums. TLS and disk encryption get noticeably slower in a guest without it.',
  dtes64:
    'The debug store writes 64-bit records. KVM gives it to guests only on CPUs where it supports precise event sampling in a guest.',
  monitor:
    "An idle CPU waits for a memory write instead of spinning. KVM doesn't list it for guests; QEMU adds it only when told to let the guest manage CPU power.",
  ds_cpl:
    "Branch traces can be limited to user or to kernel code. KVM doesn't offer it to guests, so it can be left out of a guest CPU.",
  vmx: "Intel's virtualisation. A guest needs it only to run virtual machines of its own (nested); the vmx- features say what its hypervisor may then use.",
  smx: "GETSEC starts a measured environment for Intel TXT. KVM doesn't offer it to guests, so it can be left out of a guest CPU.",
  est: "The OS picks clock speed and voltage. That is the host's business: KVM doesn't offer it to guests.",
  tm2: "The CPU lowers clock and voltage when it gets hot. That is the host's business: KVM doesn't offer it to guests.",
  ssse3:
    'Byte shuffles and absolute values on 128-bit vectors, much used by codecs, RAID and checksums. x86-64-v2 requires it.',
  cid: 'The level 1 data cache can be adaptive or shared, a firmware setting of the Pentium 4 era. It means nothing to a guest.',
  fma: 'Multiplies and adds in one step with one rounding. x86-64-v3 requires it; numeric libraries fall back to slower code without it.',
  cx16: "Compares and swaps 16 bytes atomically. 64-bit Windows from 8.1 on doesn't start without it, and x86-64-v2 requires it.",
  xtpr: "The OS may stop task-priority messages to the chipset. KVM doesn't offer it to guests, so it can be left out of a guest CPU.",
  pdcm: 'An MSR tells what the performance counters can do. A guest has use for it only with a virtual PMU; QEMU leaves it out when there is none.',
  pcid: "TLB entries carry a tag of their address space, so a task switch needn't flush them. A guest that isolates its page tables against Meltdown gets much slower without it.",
  dca: "Devices can place data straight into a CPU cache. KVM doesn't offer it to guests, so it can be left out of a guest CPU.",
  'sse4.1': 'Blends, rounding and packed conversions on 128-bit vectors. x86-64-v2 requires it.',
  'sse4.2':
    "String comparison, and a CRC32 instruction that databases and storage use for checksums. x86-64-v2 requires it; systems built for that level don't start without it.",
  x2apic:
    'Reaches the interrupt controller by MSR and with 32-bit ids, as guests of more than 255 CPUs need. KVM emulates it, so any KVM host can give it.',
  movbe: 'Loads and stores with the byte order reversed, handy for network data. x86-64-v3 requires it.',
  popcnt:
    "Counts the one bits of a word in one instruction. x86-64-v2 requires it, and Windows 11 from 24H2 on doesn't start without it.",
  'tsc-deadline':
    'The local timer fires when the time-stamp counter reaches a value, which is exact and costs few exits. KVM emulates it, so any KVM host can give it.',
  aes: 'One instruction per AES round. Without it TLS, VPNs and disk encryption in the guest run in software, several times slower.',
  xsave:
    'Saves and restores any chosen part of the registers. AVX and all that came after it need it, so a guest without it has none of them.',
  osxsave:
    "Shows that the OS has turned XSAVE on. It mirrors the running system, says nothing of the hardware and needn't be put in a guest CPU.",
  avx: '256-bit floating-point vectors with three operands. x86-64-v3 requires it, and it works only together with xsave.',
  f16c: "Converts between half and single precision, for images and machine learning. x86-64-v3 requires it; libvirt's Haswell model leaves it out though the CPUs have it.",
  rdrand:
    "Random numbers from the CPU's own generator. Guests use it to fill their entropy pool at boot; a virtio-rng device does that job too.",
  hypervisor:
    'Tells software that it runs in a virtual machine. No physical CPU has it; QEMU sets it, and guests then look for paravirtual clocks and the like.',
  // CPUID leaf 1, EDX
  fpu: 'x87 floating point. Part of the base of x86-64.',
  vme: "Faster interrupts in virtual-8086 mode, in which 32-bit systems run real-mode programs. 64-bit guests don't use it.",
  de: 'Debuggers can break on access to an I/O port.',
  pse: 'Pages of 4 MB in 32-bit paging. Every current CPU has it.',
  tsc: 'A counter that software reads in one instruction, the base of fast timekeeping. invtsc says whether its rate is constant.',
  msr: 'RDMSR and WRMSR work. No current OS runs without them.',
  pae: 'Page tables with 64-bit entries, needed for more than 4 GB of memory, for no-execute pages and for 64-bit mode.',
  mce: 'Hardware errors raise an exception. Guests have it so that memory errors of the host can be passed on to them.',
  cx8: 'Compares and swaps 8 bytes atomically. Every OS of today needs it.',
  apic: 'A local interrupt controller is there. A guest with more than one CPU needs it.',
  sep: 'SYSENTER and SYSEXIT, the fast system call of 32-bit programs.',
  mtrr: "Sets the type of physical memory ranges, such as uncached for devices. The guest's firmware sets it up.",
  pge: 'Kernel pages can stay in the TLB across task switches.',
  mca: 'A standard set of registers describes hardware errors.',
  cmov: 'Moves that depend on a condition, so code needs fewer branches. Part of the base of x86-64.',
  pat: 'Sets the memory type of single pages, for instance write-combining for graphics.',
  pse36: '4 MB pages can lie above 4 GB of physical memory in 32-bit paging.',
  pn: 'A serial number that any program can read. Pentium III had it; later CPUs dropped it.',
  clflush: 'Writes one cache line back and drops it. All 64-bit CPUs have it.',
  ds: 'The CPU writes branch traces and samples into memory. KVM gives it to guests only on CPUs where it supports precise event sampling in a guest.',
  acpi: "MSRs for thermal monitoring and for slowing the clock. KVM doesn't offer it to guests.",
  mmx: '64-bit integer vectors that share the x87 registers. Part of the base of x86-64.',
  fxsr: 'Saves and restores x87 and SSE registers in one instruction. Part of the base of x86-64.',
  sse: '128-bit single-precision vectors. Part of the base of x86-64.',
  sse2: '128-bit vectors of doubles and integers. Part of the base of x86-64: all 64-bit code may use it.',
  ss: 'Caches stay coherent when one page is mapped with different memory types, so the OS can skip some flushes.',
  ht: "The package can hold several logical CPUs. QEMU sets it by the guest's topology, so it needn't be asked for.",
  tm: "The CPU slows itself when it gets hot. That is the host's business: KVM doesn't offer it to guests.",
  ia64: 'Set where an Itanium runs x86 code. No x86 host has it.',
  pbe: "A stopped CPU signals that an interrupt waits. KVM doesn't offer it to guests, so it can be left out of a guest CPU.",
  // CPUID leaf 6
  arat: "The local timer runs on in deep sleep, so the OS needs no stand-in for it. KVM's virtual timer never stops, so QEMU can give it on any host.",
  // CPUID leaf 7, EBX
  fsgsbase:
    'Programs read and write the FS and GS base without a system call, which speeds up thread-local storage and task switches.',
  tsc_adjust:
    "An MSR holds each CPU's offset of the time-stamp counter, so that the OS can keep CPUs in step. KVM emulates it, so any KVM host can give it.",
  sgx: "Enclaves: memory that even the kernel can't read. The guest also needs enclave memory from its host, whose contents can't be copied to another host.",
  bmi1: 'Bit tricks in one instruction: and-not, bit fields, trailing zeros. x86-64-v3 requires it.',
  hle: 'Lock elision, half of TSX. Microcode has turned it off on many CPUs, so hosts of one model can differ; it is best left out of a pool.',
  avx2: '256-bit integer vectors and gathering loads. x86-64-v3 requires it; much numeric and text code has a faster path for it.',
  'fdp-excptn-only':
    'x87 remembers the last data pointer only on exceptions. It describes behaviour and adds nothing to use.',
  smep: "The kernel can't execute code in user pages, which stops a whole class of exploits. A guest without it is easier to take over.",
  bmi2: 'Bit deposit and extract, shifts and multiplies that leave flags alone. x86-64-v3 requires it.',
  erms: 'REP MOVSB and STOSB copy and fill at full speed. A hint to the kernel and the C library; nothing fails without it.',
  invpcid:
    'Flushes TLB entries of a chosen address space. It goes with pcid and makes page-table isolation cheaper.',
  rtm: "Transactional memory, half of TSX. Microcode or the host's tsx= setting turns it off, so hosts of one model can differ; many pools leave it out.",
  cmt: "Reports how much last-level cache a task uses. It serves the host's resource control; KVM doesn't offer it to guests.",
  'zero-fcs-fds':
    'x87 no longer remembers code and data segments. It describes behaviour; only very old software looked at them.',
  mpx: 'Bounds checks for pointers. Intel dropped it from newer CPUs, and compilers and Linux no longer use it, so a guest loses nothing without it.',
  avx512f:
    '512-bit vectors with mask registers, the base of all AVX-512. x86-64-v4 requires it. Hosts without it cost the guest every other AVX-512 feature too.',
  avx512dq: '64-bit integer multiplies and conversions in AVX-512. x86-64-v4 requires it.',
  rdseed:
    'Raw entropy, meant for seeding other generators. Guests fall back to rdrand or a virtio-rng device.',
  adx: 'Additions with two independent carry chains, which speeds up big-number arithmetic such as RSA.',
  smap: "The kernel can't touch user pages by accident or by trick. A guest without it is easier to exploit.",
  avx512ifma: '52-bit integer multiply-add, which speeds up RSA and elliptic curves.',
  pcommit:
    'Was meant to make writes to persistent memory durable. It was withdrawn before it came into use; no guest needs it.',
  clflushopt: 'Flushes cache lines without waiting for one another. Drivers and persistent memory profit.',
  clwb: 'Writes a cache line back to memory but keeps it in the cache. Meant for persistent memory.',
  'intel-pt':
    "Records which way a program went. A guest gets it only if the host's KVM runs Processor Trace in its host-guest mode, which is not the default.",
  avx512pf: 'Prefetches for gathering and scattering. Only the Xeon Phi has it.',
  avx512er: 'Fast approximate exponentials and reciprocals. Only the Xeon Phi has it.',
  avx512cd:
    'Finds equal elements within a vector, so that loops which update tables can use vectors. x86-64-v4 requires it.',
  'sha-ni':
    'SHA-1 and SHA-256 rounds in hardware. On servers AMD has it since Zen and Intel since Ice Lake, so pools with older Xeons lose it.',
  avx512bw: 'AVX-512 on bytes and 16-bit words. x86-64-v4 requires it.',
  avx512vl: 'The AVX-512 instructions on 128- and 256-bit vectors, with masks. x86-64-v4 requires it.',
  // CPUID leaf 7, ECX
  avx512vbmi: 'Permutes bytes across whole vectors. Text processing and codecs profit.',
  umip: "Programs can't read the addresses of system tables. KVM can emulate it on Intel hosts that lack it.",
  pku: 'A program tags its pages with one of 16 keys and changes the rights of a key at once, without a system call.',
  ospke:
    "Shows that the OS has turned protection keys on. It mirrors the running system, says nothing of the hardware and needn't be put in a guest CPU.",
  waitpkg:
    'Programs wait for a memory write or a moment in time without spinning. QEMU gives it only when told to let the guest manage CPU power.',
  avx512vbmi2:
    'Compresses and expands vectors of bytes and words, and shifts across elements. Text and table scans profit.',
  'cet-ss':
    'A second, protected stack keeps return addresses, so overwriting the normal stack no longer hijacks a return. Guests need a recent KVM and QEMU for it.',
  gfni: 'Galois-field arithmetic for erasure codes, ciphers and bit permutations.',
  vaes: 'AES on several blocks at once. Disk and network encryption is faster than with aes alone.',
  vpclmulqdq:
    'Carry-less multiplication on several lanes at once. Speeds up AES-GCM and checksums beyond what pclmuldq does.',
  avx512vnni:
    "Dot products of 8- and 16-bit integers in one step, for neural networks. Cascade Lake servers have it, Skylake ones don't.",
  avx512bitalg: 'Counts bits in bytes and words and picks bits by position.',
  'avx512-vpopcntdq': 'Counts bits in 32- and 64-bit elements.',
  la57: "A fifth level of page tables, for more than 256 TB of addresses. A guest kernel may switch to it at boot and then can't go on running on a host without it.",
  rdpid: 'Reads the number of the CPU that the program runs on, for per-CPU data.',
  'bus-lock-detect':
    "A debug exception reports bus locks, which slow down the whole machine, so the guest's OS can throttle the program.",
  cldemote:
    'A hint that a cache line may move further out, where other CPUs reach it sooner. Nothing fails without it.',
  movdiri: 'Stores 4 or 8 bytes past the cache as one write, for talking to devices.',
  movdir64b: 'Stores 64 bytes as one write. Some devices and accelerators take their work that way.',
  sgxlc: 'The owner of the machine, not Intel, decides which enclaves may start. Linux requires it for SGX.',
  pks: "Changes the kernel's rights to a group of its pages at once.",
  // CPUID leaf 7, EDX
  'avx512-4vnniw': 'Dot products in steps of four. Only the last Xeon Phi (Knights Mill) has it.',
  'avx512-4fmaps': 'Multiply-add in steps of four. Only the last Xeon Phi (Knights Mill) has it.',
  fsrm: 'Short copies by REP MOVSB are fast too. A hint to the kernel and the C library; nothing fails without it.',
  'avx512-vp2intersect':
    'Finds the common elements of two vectors. Few CPUs have it, so software rarely counts on it.',
  'md-clear':
    "VERW also clears the buffers that MDS attacks read from, and the guest's kernel relies on that. Without it Linux reports that it lacks microcode and stays vulnerable.",
  serialize:
    'Waits for all earlier instructions without touching a register. The older way, CPUID, costs a guest an exit.',
  'tsx-ldtrk': 'A transaction can leave chosen loads untracked. Of use only with rtm.',
  pconfig: "Programs the keys of memory encryption. That is the host's business.",
  'arch-lbr':
    'Last-branch records in a form that no longer depends on the CPU model, for profilers. A guest has use for it only with a virtual PMU.',
  'cet-ibt':
    'Indirect jumps must land on a marked instruction, which stops many code-reuse attacks. Guests need a recent KVM and QEMU for it.',
  'amx-bf16':
    'Multiplies matrices of bfloat16 numbers in tile registers, for machine learning. Needs amx-tile.',
  'avx512-fp16':
    'Half-precision arithmetic in AVX-512, complex numbers included. Signal processing and machine learning profit.',
  'amx-tile':
    "Eight tile registers, the base of AMX. They add 8 KB of state to each thread that uses them, and QEMU needs the host kernel's permission to give them to a guest.",
  'amx-int8':
    'Multiplies matrices of 8-bit integers in tile registers, for machine learning. Needs amx-tile.',
  'spec-ctrl':
    'The IBRS and IBPB controls against Spectre v2. Older CPUs got it by microcode, so a host without it may only lack the update.',
  stibp:
    'Keeps the branch predictions of two hyper-threads apart. Guest kernels turn it on for programs that ask for protection.',
  'flush-l1d':
    'A command empties the level 1 data cache, against L1TF. A nested hypervisor uses it before it enters its own guests.',
  'arch-capabilities':
    "Opens the MSR that says what the CPU isn't affected by. Without it the guest sees none of the facts listed there and turns on every workaround.",
  'core-capability': 'Opens the MSR that lists abilities such as split-lock detection.',
  ssbd: 'The guest can forbid loads to run ahead of earlier stores (Spectre variant 4), usually for chosen programs.',
  // CPUID leaf 7, subleaf 1
  sha512: 'SHA-512 rounds in hardware, for signatures and checksums.',
  sm3: 'The Chinese hash standard SM3 in hardware.',
  sm4: 'The Chinese cipher standard SM4 in hardware.',
  'avx-vnni': 'Integer dot products for neural networks in AVX registers, also on CPUs that have no AVX-512.',
  'avx512-bf16':
    "Dot products of bfloat16 numbers, for machine learning. Cooper Lake servers have it, Cascade Lake ones don't.",
  cmpccxadd:
    'Compares memory with a register and adds to it if a condition holds, atomically. Meant for locks and counters under contention.',
  fzrm: 'REP MOVSB of length zero is fast. A hint; nothing fails without it.',
  fsrs: 'Short fills by REP STOSB are fast. A hint; nothing fails without it.',
  fsrc: 'Short comparisons by REP CMPSB and SCASB are fast. A hint; nothing fails without it.',
  fred: 'A simpler and faster way into and out of the kernel for interrupts, exceptions and system calls. Guest kernel, KVM and QEMU must all support it.',
  lkgs: 'The kernel sets the GS base that user code will have without swapping back and forth. fred needs it.',
  wrmsrns: 'Writes an MSR without waiting for all earlier instructions, which makes task switches cheaper.',
  'amx-fp16': 'Multiplies matrices of half-precision numbers in tile registers. Needs amx-tile.',
  'avx-ifma':
    '52-bit integer multiply-add in AVX registers, also on CPUs that have no AVX-512. Cryptography profits.',
  lam: "Programs may keep tags in unused upper bits of a pointer, as memory checkers do. The guest's OS turns it on for a program that asks.",
  movrs: 'Loads data with the hint that other CPUs will read it too.',
  'msr-imm':
    'The number of the MSR stands in the instruction itself, which makes frequent MSR access faster.',
  'avx-vnni-int8': '8-bit dot products for all mixes of signed and unsigned numbers, in AVX registers.',
  'avx-ne-convert': 'Conversions from bfloat16 and half precision to single in AVX registers.',
  'amx-complex': 'Multiplies matrices of complex half-precision numbers in tile registers. Needs amx-tile.',
  'avx-vnni-int16': '16-bit dot products for all mixes of signed and unsigned numbers, in AVX registers.',
  prefetchiti:
    'Software can ask for code to be fetched early. A hint; nothing fails without it. AMD lists the same instructions as prefetchi.',
  avx10:
    'One version number in place of many AVX-512 bits. The number is not a feature and can differ between hosts that both have this bit.',
  apxf: "Doubles the general registers to 32 and adds instruction forms for them. The guest's OS must save the new registers.",
  // CPUID leaf 7, subleaf 2
  'intel-psfd':
    'A switch turns off the predictor that forwards stores to loads before their addresses are known. For programs that must not leak by it.',
  'ipred-ctrl':
    'Switches keep indirect branches, in user or kernel mode, from following predicted targets before the real ones are known.',
  'rrsba-ctrl':
    'Switches keep return instructions from falling back on other predictors when the return predictor runs empty. Retpolines rely on that.',
  'ddpd-u':
    'A switch turns off, for user code, the prefetcher that follows values it takes for pointers. Against leaks by timing.',
  'bhi-ctrl':
    "A switch keeps the kernel's branch predictions free of user branch history. Without it the guest's kernel clears the history in software, which costs more.",
  'mcdt-no':
    "Timing of some vector instructions doesn't depend on the MXCSR register, so cryptographic code needn't guard against it.",
  // CPUID leaf 0xd
  xsaveopt:
    "XSAVE leaves out registers that haven't changed since they were restored. Makes task switches cheaper.",
  xsavec: 'Saves registers without gaps for those not in use, which takes less memory.',
  xgetbv1: 'Tells which register state is in use, so that software can avoid saving the rest.',
  xsaves:
    'Saves kernel-only state too, such as that of CET. libvirt counts it as blocking migration and leaves it out when it makes a migratable CPU.',
  xfd: 'Traps the first use of large state such as AMX tiles, so that only programs which use it pay for it.',
  // CPUID leaf 0xf, 0x12, 0x14
  mbm_total:
    "Reports the memory bandwidth of a task, to all memory. It serves the host's resource control; KVM doesn't offer it to guests.",
  mbm_local:
    "Reports the memory bandwidth of a task, to the nearest memory. It serves the host's resource control; KVM doesn't offer it to guests.",
  sgx1: 'The first set of SGX instructions, enough to create and run an enclave.',
  sgx2: 'Enclaves can add and remove memory while they run, instead of taking all of it at the start.',
  'sgx-edeccssa': 'An enclave can leave its exception handler without a full exit. Goes with sgx-aex-notify.',
  'sgx-exinfo':
    "An enclave's exception handler sees the address of a page fault or general protection fault.",
  'sgx-debug':
    'Enclaves may be started in debug mode, in which their memory can be read. Not for real secrets.',
  'sgx-mode64': 'Enclaves may run in 64-bit mode. In practice all do.',
  'sgx-provisionkey':
    'Enclaves may get the provisioning key, which attestation uses. It identifies the machine, so it is granted with care.',
  'sgx-tokenkey': 'Enclaves may get the key of launch tokens. Only launch enclaves use it.',
  'sgx-kss':
    'Enclaves can choose more of what their keys depend on, so that they can be grouped or told apart.',
  'sgx-aex-notify':
    'An enclave learns that it was interrupted and can defend against attacks that single-step it.',
  'intel-pt-lip':
    'Addresses in Processor Trace include the base of the code segment. Hosts must agree on it for a guest that traces.',
  // CPUID leaf 0x1e, 0x24, 0x29
  'amx-int8-alias': 'The same fact as amx-int8, repeated in the leaf that lists AMX.',
  'amx-bf16-alias': 'The same fact as amx-bf16, repeated in the leaf that lists AMX.',
  'amx-complex-alias': 'The same fact as amx-complex, repeated in the leaf that lists AMX.',
  'amx-fp16-alias': 'The same fact as amx-fp16, repeated in the leaf that lists AMX.',
  'amx-fp8': 'Multiplies matrices of 8-bit floating-point numbers in tile registers. Needs amx-tile.',
  'amx-tf32': 'Multiplies matrices of TensorFloat-32 numbers in tile registers. Needs amx-tile.',
  'amx-avx512': 'Moves rows of tile registers straight into AVX-512 registers.',
  'amx-movrs': 'Loads tiles with the hint that other CPUs will read the data too.',
  'avx10-128': 'AVX10 works on 128-bit vectors.',
  'avx10-256': 'AVX10 works on 256-bit vectors.',
  'avx10-512': 'AVX10 works on 512-bit vectors.',
  'avx10-vnni-int': '8- and 16-bit integer dot products in AVX10 registers, for neural networks.',
  'apx-nci-ndd-nf':
    'The APX forms with new conditions, a separate destination and flags left alone. Needs apxf.',
  // CPUID leaf 0x80000001, ECX
  lahf_lm:
    "LAHF and SAHF work in 64-bit mode. 64-bit Windows from 8.1 on doesn't start without it, and x86-64-v2 requires it.",
  cmp_legacy:
    'Where ht is set, it counts cores rather than hyper-threads. It concerns only how old software reads the topology.',
  svm: "AMD's virtualisation. A guest needs it only to run virtual machines of its own (nested); features such as npt say what its hypervisor may then use.",
  extapic:
    "More registers in the local interrupt controller. KVM doesn't offer it to guests, so it can be left out of a guest CPU.",
  cr8legacy: '32-bit code can reach the task priority register too, which 64-bit code knows as CR8.',
  abm: "Counts leading zeros. x86-64-v3 requires it; CPUs without it run the same code as another instruction with another result, so software checks first. libvirt's Haswell model leaves it out.",
  sse4a:
    "AMD's own additions to SSE: bit fields and streaming stores of single elements. Intel CPUs don't have it.",
  misalignsse: "SSE instructions can be told to accept memory operands that aren't aligned.",
  '3dnowprefetch':
    "PREFETCHW fetches a cache line in order to write to it. 64-bit Windows from 8.1 on doesn't start without it.",
  osvw: 'An MSR lists errata for which the OS needs a workaround. What a guest sees there is up to KVM.',
  ibs: "Samples single instructions in detail, for profilers. KVM doesn't list it for guests by default.",
  xop: "More vector instructions, in AMD's Bulldozer family only. Zen dropped them, so pools with newer AMD hosts lose it.",
  skinit:
    "Starts a measured environment. KVM doesn't offer it to guests, so it can be left out of a guest CPU.",
  wdt: "A watchdog timer in the CPU. KVM doesn't offer it to guests; QEMU has watchdog devices for that.",
  lwp: "Lets programs profile themselves, in AMD's Bulldozer family only. KVM doesn't offer it to guests.",
  fma4: "Multiply-add with four operands, in AMD's Bulldozer family only. Zen dropped it in favour of fma.",
  tce: 'A flush of one page spares cached page-table levels that have nothing to do with it.',
  cvt16: "AMD's early half-precision conversion, given up for f16c before it came into use.",
  nodeid_msr: 'An MSR holds the number of the node within the package.',
  tbm: "More bit tricks, in AMD's Bulldozer family only. Zen dropped them, so pools with newer AMD hosts lose it.",
  topoext:
    'Describes cores, threads and caches on AMD. A guest with two threads per core needs it to see them as threads.',
  perfctr_core:
    'Six performance counters per core instead of four. A guest has use for it only with a virtual PMU.',
  perfctr_nb: "Performance counters of the memory controller. KVM doesn't offer it to guests.",
  // CPUID leaf 0x80000001, EDX
  syscall: 'SYSCALL and SYSRET, the system call of 64-bit code. Part of the base of x86-64.',
  nx: "Pages can be marked as data, so code injected there doesn't run. Windows from 8 on requires it, and no guest should be without it.",
  mmxext: "AMD's additions to MMX, most of which SSE brought to everyone.",
  fxsr_opt: 'The kernel can save registers without the SSE part. A small gain where the OS uses it.',
  pdpe1gb:
    "Pages of 1 GB, which spare TLB misses in guests with much memory. libvirt's older Intel models, such as Haswell, leave it out, so there it has to be added.",
  rdtscp: "Reads the time-stamp counter and the CPU's number together, for exact timing in programs.",
  lm: '64-bit mode. Without it only 32-bit guests run.',
  '3dnowext': 'More 3DNow instructions. AMD dropped them from later CPUs.',
  '3dnow':
    "AMD's float vectors from before SSE. AMD dropped them from later CPUs, and current software doesn't use them.",
  // CPUID leaf 0x80000007 and 0x80000008
  'overflow-recov':
    "An overflow of the error registers alone needn't stop the system. AMD guests use it when the host passes on memory errors.",
  succor:
    "The system can contain memory errors that can't be corrected. An AMD guest needs it to end just the affected program when the host passes one on.",
  invtsc:
    "The time-stamp counter keeps one rate in all power states. A guest that has it can't migrate, unless its definition fixes the TSC frequency and the target host can provide that.",
  clzero: 'Writes zeros to a whole cache line at once.',
  xsaveerptr:
    'XSAVE keeps the x87 error pointers in all cases, so the OS needs no workaround to stop them leaking between programs.',
  wbnoinvd: 'Writes all caches back without emptying them, so that the CPU stays fast afterwards.',
  ibpb: "A barrier drops indirect branch predictions, so that one program can't steer another (Spectre v2). KVM lists it on Intel hosts too.",
  ibrs: "Restricts branch speculation in the kernel by AMD's bit. KVM lists it on Intel hosts with spec-ctrl too.",
  'amd-stibp':
    "Keeps the branch predictions of two hyper-threads apart, by AMD's bit. KVM lists it on Intel hosts with stibp too.",
  'stibp-always-on':
    "The CPU prefers STIBP to be left on, so the guest's kernel needn't switch it for each program.",
  'amd-ssbd':
    "Store bypass disable (Spectre variant 4) by AMD's bit. KVM lists it on Intel hosts with ssbd too.",
  'virt-ssbd':
    'A virtual switch for store bypass disable (Spectre variant 4), for guests on AMD hosts without a common one. amd-ssbd is the better choice where hosts have it.',
  'amd-no-ssb':
    "The CPU isn't affected by speculative store bypass, by AMD's bit, so no guest needs a switch against it.",
  'amd-psfd':
    'A switch turns off predictive store forwarding on AMD. For programs that must not leak by it; most guests leave the predictor on.',
  // CPUID leaf 0x8000000a
  npt: 'Hardware page tables for a nested guest. Without it a hypervisor inside the guest falls back to slow shadow page tables.',
  lbrv: 'Last-branch records are switched between hypervisor and nested guest by hardware.',
  'svm-lock': 'The host can lock SVM against being turned on or off.',
  'nrip-save':
    "At an exit the CPU tells where the next instruction starts, so a nested hypervisor needn't decode it.",
  'tsc-scale':
    'A nested guest can see a time-stamp counter of another rate, as when it came from a faster machine.',
  'vmcb-clean': "A nested hypervisor marks what it hasn't changed, and the CPU needn't load it again.",
  flushbyasid: 'A nested hypervisor can flush the TLB of one guest and spare the others.',
  decodeassists:
    "At an exit the CPU hands over instruction bytes and operands, so a nested hypervisor needn't fetch them.",
  'pause-filter':
    'A nested guest that spins in a lock exits after a number of PAUSEs, so another CPU can run.',
  pfthreshold:
    "Only PAUSEs close to one another count for pause-filter, so that short waits don't cause exits.",
  avic: 'Interrupts reach a guest without exits. On the host it serves KVM itself; a nested hypervisor seldom gets it.',
  'v-vmsave-vmload':
    'VMSAVE and VMLOAD in a nested hypervisor run without an exit to the host, which makes nesting faster.',
  vgif: 'STGI and CLGI in a nested hypervisor run without an exit to the host, which makes nesting faster.',
  gmet: "Nested page tables can forbid execution in the guest's kernel mode only, as guests with hypervisor-protected code want.",
  vnmi: "Hardware keeps track of a nested guest's NMIs, so a nested hypervisor needs no single-stepping for them.",
  'svme-addr-chk':
    'VMRUN and its companions exit to the hypervisor before a bad address raises a fault. KVM lists it for nested guests on AMD.',
  // CPUID leaf 0x80000021 and 0x80000022
  'no-nested-data-bp':
    "Data breakpoints don't nest, so they can't tie a CPU up in endless debug exceptions. AMD hosts need it to hand debug registers to encrypted guests.",
  'fs-gs-base-ns':
    "Writes to the FS and GS base registers don't wait for all earlier instructions, which makes task switches cheaper.",
  'lfence-always-serializing':
    'LFENCE waits for earlier instructions without the OS having to set it up; fences against Spectre v1 rely on that. KVM lists it on Intel hosts too.',
  'verw-clear':
    'VERW also clears the buffers that TSA attacks read from. AMD CPUs get it by microcode, so a host without it may only lack the update.',
  'null-sel-clr-base':
    "Loading an empty segment selector also clears the segment's base, so nothing of the old value stays. KVM lists it on Intel hosts too.",
  'auto-ibrs':
    'Branch speculation is restricted in the kernel by itself, without an MSR write at each entry. The cheapest Spectre v2 protection AMD CPUs have.',
  prefetchi:
    'Software can ask for code to be fetched early. A hint; nothing fails without it. Intel lists the same instructions as prefetchiti.',
  eraps:
    'The return predictor is larger and flushes itself where the OS had to do so, which saves work at task switches.',
  sbpb: "A lighter prediction barrier that spares branch types, for kernels that don't need the full one against SRSO.",
  'ibpb-brtype':
    'The prediction barrier also drops what it knew about branch types, as the protection against SRSO (Inception) needs.',
  'srso-no': "The CPU isn't affected by SRSO (Inception), so the guest's kernel can skip the workaround.",
  'srso-user-kernel-no':
    "User code can't attack the kernel by SRSO (Inception); other boundaries, such as guest to host, may still need protection.",
  'tsa-sq-no': "The CPU doesn't leak from the store queue by transient scheduler attacks (TSA).",
  'tsa-l1-no': "The CPU doesn't leak from the level 1 cache by transient scheduler attacks (TSA).",
  'perfmon-v2':
    'A common set of registers controls all counters at once. A guest has use for it only with a virtual PMU.',
  // CPUID leaf 0xc0000001
  xstore: 'A random number generator in VIA and Zhaoxin CPUs.',
  'xstore-en': "The PadLock random number generator is turned on; without it the instructions don't work.",
  xcrypt: 'AES in hardware in VIA and Zhaoxin CPUs, by instructions of their own.',
  'xcrypt-en': "The PadLock AES unit is turned on; without it the instructions don't work.",
  ace2: 'More modes of the PadLock AES unit in VIA and Zhaoxin CPUs.',
  'ace2-en': "The second PadLock AES unit is turned on; without it the instructions don't work.",
  phe: 'SHA-1 and SHA-256 in hardware in VIA and Zhaoxin CPUs, by instructions of their own.',
  'phe-en': "The PadLock hash unit is turned on; without it the instructions don't work.",
  pmm: 'Big-number multiplication for RSA in VIA and Zhaoxin CPUs.',
  'pmm-en': "The PadLock multiplier is turned on; without it the instruction doesn't work.",
  // MSR 0xcf and 0x10a
  'split-lock-detect':
    'A locked access across two cache lines raises an exception, so the OS can stop programs that slow down the whole machine. Needs core-capability.',
  'rdctl-no':
    "The CPU isn't affected by Meltdown, nor by L1TF. The guest's kernel can do without page-table isolation, which saves much time in system calls.",
  'ibrs-all':
    'Enhanced IBRS: turned on once, it protects the kernel from Spectre v2 all the time. Without it Linux uses retpolines or older IBRS, which cost more.',
  rsba: "A warning: returns may be predicted by other means when the return predictor is empty, so retpolines aren't enough. A guest that may move to such a host should see it.",
  'skip-l1dfl-vmentry':
    "A nested hypervisor needn't flush the level 1 cache before it enters a guest, as the CPU isn't affected by L1TF or the host flushes already.",
  'ssb-no': "The CPU isn't affected by speculative store bypass (Spectre variant 4).",
  'mds-no': "The CPU isn't affected by MDS, so the guest's kernel needn't clear buffers because of it.",
  'pschange-mc-no':
    "Changing a page's size can't cause a machine check (iTLB multihit). KVM always lists it for guests, as it takes care of the problem itself.",
  'tsx-ctrl': 'The guest can turn TSX off, against TAA. Of use only where rtm is there.',
  'taa-no': "The CPU isn't affected by TAA, so TSX can stay on without a workaround.",
  'sbdr-ssdp-no':
    "The CPU isn't affected by two of the MMIO stale data problems, by shared buffers and the sideband path.",
  'fbsdp-no': "The CPU isn't affected by MMIO stale data that travels through fill buffers.",
  'psdp-no': "The CPU isn't affected by MMIO stale data that travels to the primary bus.",
  'fb-clear':
    'VERW also clears fill buffers, against MMIO stale data. Older CPUs got it by microcode, so a host without it may only lack the update.',
  'bhi-no':
    "The CPU isn't affected by branch history injection, so the guest's kernel can skip clearing the history.",
  'pbrsb-no':
    "The CPU isn't affected by the return prediction problem that follows a barrier (PBRSB) on CPUs with enhanced IBRS.",
  'gds-no':
    "The guest isn't exposed to Downfall (gather data sampling), because the CPU isn't affected or because the host keeps the microcode protection on.",
  'rfds-no': "The CPU isn't affected by register file data sampling, a problem of Intel's Atom cores.",
  'rfds-clear': "VERW also clears register files, against RFDS on Intel's Atom cores. It comes by microcode.",
  'its-no':
    "The CPU isn't affected by indirect target selection. No CPU lists it itself: KVM works it out and tells the guest.",
  // MSR 0x480 and 0x485
  'vmx-ins-outs':
    "At an exit for a string I/O instruction the CPU describes it, so a nested hypervisor needn't decode it.",
  'vmx-true-ctls':
    'More MSRs list exactly which VMX controls may be off. A nested hypervisor can then leave out work the first VMX CPUs insisted on.',
  'vmx-any-errcode':
    'A nested hypervisor may inject an exception with or without an error code as it likes, which it needs for guests that use shadow stacks.',
  'vmx-nested-exception':
    'Exits and entries mark an exception that hit during another one. Nested guests that use FRED need it.',
  'vmx-store-lma':
    'At an exit the CPU records whether the nested guest was in 64-bit mode. Goes with vmx-unrestricted-guest.',
  'vmx-activity-hlt': "A nested guest's CPU may be entered while it is halted.",
  'vmx-activity-shutdown': "A nested guest's CPU may be entered in the shutdown state.",
  'vmx-activity-wait-sipi': "A nested guest's CPU may be entered while it waits to be started by another.",
  'vmx-vmwrite-vmexit-fields':
    'A nested hypervisor may write all fields of its control structure, which makes shadowing it simpler.',
  'vmx-zero-len-inject':
    'A nested hypervisor may inject a software event with an instruction length of zero.',
  // MSR 0x48b
  'vmx-apicv-xapic':
    'Accesses of a nested guest to the page of its interrupt controller are handled specially. The base of the other apicv features.',
  'vmx-ept':
    'Hardware page tables for nested guests. Without it a hypervisor inside the guest falls back to slow shadow page tables, and many refuse to start.',
  'vmx-desc-exit': 'A nested hypervisor can trap access to descriptor tables, for instance to emulate umip.',
  'vmx-rdtscp-exit':
    'A nested hypervisor may let its guests use RDTSCP. Despite its name it enables the instruction.',
  'vmx-apicv-x2apic': "A nested guest's x2APIC accesses can run without exits.",
  'vmx-vpid':
    'TLB entries carry a tag of their guest. Without it each switch between a nested guest and its hypervisor flushes the TLB.',
  'vmx-wbinvd-exit': 'A nested hypervisor can trap WBINVD, which empties all caches.',
  'vmx-unrestricted-guest':
    'Nested guests can run in real mode without emulation, as during boot. Many hypervisors of today require it.',
  'vmx-apicv-register': "Reads of a nested guest's interrupt controller run without exits.",
  'vmx-apicv-vid':
    'Hardware delivers interrupts to nested guests without exits. A great gain for interrupt-heavy loads.',
  'vmx-ple': 'A nested guest that spins in a lock exits after a while, so another CPU can run.',
  'vmx-rdrand-exit': 'A nested hypervisor can trap RDRAND.',
  'vmx-invpcid-exit':
    'A nested hypervisor may let its guests use INVPCID. Despite its name it enables the instruction.',
  'vmx-vmfunc':
    'Nested guests may call chosen functions of the CPU without an exit; vmx-eptp-switching is the one in use.',
  'vmx-shadow-vmcs':
    'Control structures of a nested hypervisor are read and written without exits. On a host it makes nesting faster, in a guest it does so one level further down.',
  'vmx-encls-exit':
    "A nested hypervisor can trap the kernel's SGX instructions. Needed to give enclaves to nested guests.",
  'vmx-rdseed-exit': 'A nested hypervisor can trap RDSEED.',
  'vmx-pml':
    'The CPU logs the pages a nested guest writes to, which makes live migration of nested guests cheaper.',
  'vmx-xsaves': 'A nested hypervisor may let its guests use XSAVES.',
  'vmx-mbec':
    'Nested page tables tell execution in user mode from that in kernel mode. Windows with hypervisor-protected code integrity is much slower without it.',
  'vmx-tsc-scaling':
    'A nested guest can see a time-stamp counter of another rate, as when it came from a faster machine.',
  'vmx-enable-user-wait-pause': 'A nested hypervisor may let its guests use UMWAIT and TPAUSE.',
  // MSR 0x48c
  'vmx-ept-execonly': 'EPT can make pages that may be executed but not read.',
  'vmx-page-walk-4': 'EPT has four levels, the usual form.',
  'vmx-page-walk-5': 'EPT can have five levels, for nested guests with very large memory.',
  'vmx-ept-uc': 'EPT tables may lie in uncached memory.',
  'vmx-ept-wb': 'EPT tables may lie in write-back memory, the usual form.',
  'vmx-ept-2mb': 'EPT maps 2 MB at once, which spares TLB misses in nested guests.',
  'vmx-ept-1gb': 'EPT maps 1 GB at once, which spares TLB misses in nested guests with much memory.',
  'vmx-invept': 'Flushes translations made by EPT. A nested hypervisor that uses EPT needs it.',
  'vmx-eptad':
    'EPT keeps accessed and dirty flags, so a nested hypervisor sees which pages its guest used. vmx-pml needs it.',
  'vmx-ept-advanced-exitinfo':
    "Exits for EPT violations say more about the page, such as the guest's own rights to it.",
  'vmx-invept-single-context': 'EPT translations of one guest can be flushed alone.',
  'vmx-invept-all-context': 'EPT translations of all guests can be flushed at once.',
  'vmx-invvpid': 'Flushes TLB entries by guest tag. Goes with vmx-vpid.',
  'vmx-invvpid-single-addr': 'One address of one guest tag can be flushed.',
  'vmx-invvpid-single-context': 'All TLB entries of one guest tag can be flushed.',
  'vmx-invvpid-all-context': 'TLB entries of all guest tags can be flushed at once.',
  'vmx-invvpid-single-context-noglobals':
    'TLB entries of one guest tag can be flushed, except for global pages.',
  // MSR 0x48d and 0x48e
  'vmx-intr-exit': "Interrupts end a nested guest's turn. Every hypervisor uses it.",
  'vmx-nmi-exit': "NMIs end a nested guest's turn. Every hypervisor uses it.",
  'vmx-vnmi': 'Hardware keeps track of whether a nested guest can take an NMI.',
  'vmx-preemption-timer':
    'A timer that counts while the nested guest runs and then exits. KVM uses it for cheap guest timers.',
  'vmx-posted-intr': 'Another CPU can post an interrupt to a running nested guest without an exit.',
  'vmx-vintr-pending': 'A nested hypervisor learns when its guest can take an interrupt.',
  'vmx-tsc-offset':
    'A nested guest can see a time-stamp counter with an offset. Needed for saving and moving guests.',
  'vmx-hlt-exit': 'A nested hypervisor learns when its guest is idle.',
  'vmx-invlpg-exit': 'A nested hypervisor can trap page flushes, as shadow page tables need.',
  'vmx-mwait-exit': 'A nested hypervisor can trap MWAIT.',
  'vmx-rdpmc-exit': 'A nested hypervisor can trap reads of performance counters.',
  'vmx-rdtsc-exit': 'A nested hypervisor can trap reads of the time-stamp counter.',
  'vmx-cr3-load-noexit':
    "Loads of the page-table register needn't exit. With EPT a nested hypervisor turns the exits off.",
  'vmx-cr3-store-noexit':
    "Reads of the page-table register needn't exit. With EPT a nested hypervisor turns the exits off.",
  'vmx-cr8-load-exit': 'A nested hypervisor can trap writes of the task priority.',
  'vmx-cr8-store-exit': 'A nested hypervisor can trap reads of the task priority.',
  'vmx-flexpriority':
    'Task priority is kept in a page in memory, so its use seldom exits. 32-bit Windows guests profit most.',
  'vmx-vnmi-pending': 'A nested hypervisor learns when its guest can take an NMI.',
  'vmx-movdr-exit': 'A nested hypervisor can trap access to debug registers.',
  'vmx-io-exit': 'Every port access of a nested guest can exit.',
  'vmx-io-bitmap': 'A nested hypervisor chooses the ports whose access exits.',
  'vmx-mtf': 'A nested guest can be stepped one instruction at a time. Debuggers and introspection use it.',
  'vmx-msr-bitmap':
    'A nested hypervisor chooses the MSRs whose access exits. Without it every MSR access does, which is slow.',
  'vmx-monitor-exit': 'A nested hypervisor can trap MONITOR.',
  'vmx-pause-exit': 'A nested hypervisor can trap every PAUSE.',
  'vmx-secondary-ctls':
    'The second set of VMX controls exists. vmx-ept, vmx-vpid and most others depend on it.',
  // MSR 0x48f
  'vmx-exit-nosave-debugctl': 'An exit may leave the debug control register unsaved.',
  'vmx-exit-load-perf-global-ctrl':
    "An exit loads the hypervisor's counter enables, so that a nested guest's counters stop.",
  'vmx-exit-ack-intr':
    'An exit for an interrupt fetches its number, which saves the nested hypervisor a step.',
  'vmx-exit-save-pat': 'An exit saves the memory-type register of the nested guest.',
  'vmx-exit-load-pat': 'An exit loads the memory-type register of the hypervisor.',
  'vmx-exit-save-efer': 'An exit saves the mode register EFER of the nested guest.',
  'vmx-exit-load-efer': 'An exit loads the mode register EFER of the hypervisor.',
  'vmx-exit-save-preemption-timer': 'An exit saves what is left of the preemption timer.',
  'vmx-exit-clear-bndcfgs': 'An exit clears the MPX setup. Goes with mpx.',
  'vmx-exit-clear-rtit-ctl': 'An exit stops Processor Trace. Goes with intel-pt.',
  'vmx-exit-save-cet':
    'An exit switches the state of shadow stacks and branch tracking. Goes with cet-ss and cet-ibt.',
  'vmx-exit-load-pkrs': "An exit loads the hypervisor's kernel protection keys. Goes with pks.",
  'vmx-exit-secondary-ctls': 'The second set of exit controls exists, as nested guests that use FRED need.',
  // MSR 0x490 and 0x491
  'vmx-entry-noload-debugctl': 'An entry may leave the debug control register alone.',
  'vmx-entry-ia32e-mode': 'Nested guests may run in 64-bit mode.',
  'vmx-entry-load-perf-global-ctrl': "An entry loads the nested guest's counter enables.",
  'vmx-entry-load-pat': 'An entry loads the memory-type register of the nested guest.',
  'vmx-entry-load-efer': 'An entry loads the mode register EFER of the nested guest.',
  'vmx-entry-load-bndcfgs': 'An entry loads the MPX setup. Goes with mpx.',
  'vmx-entry-load-rtit-ctl': 'An entry loads the setup of Processor Trace. Goes with intel-pt.',
  'vmx-entry-load-cet':
    'An entry loads the state of shadow stacks and branch tracking. Goes with cet-ss and cet-ibt.',
  'vmx-entry-load-pkrs': "An entry loads the nested guest's kernel protection keys. Goes with pks.",
  'vmx-entry-load-fred': "An entry loads the nested guest's FRED setup. Goes with fred.",
  'vmx-eptp-switching':
    'A nested guest switches between page tables that its hypervisor prepared, without an exit. Needs vmx-vmfunc.',
  // Arm
  pauth:
    'Signs pointers, such as return addresses, and checks them before use, so that overwritten ones are caught.',
  sve: "Vectors whose length the program needn't know. The sve features with a number say which lengths a guest may use.",
  sve128: 'Vectors of 128 bits. A guest that uses them can move only to hosts that have this length too.',
  sve256: 'Vectors of 256 bits. A guest that uses them can move only to hosts that have this length too.',
  sve384: 'Vectors of 384 bits. A guest that uses them can move only to hosts that have this length too.',
  sve512: 'Vectors of 512 bits. A guest that uses them can move only to hosts that have this length too.',
  sve640: 'Vectors of 640 bits. A guest that uses them can move only to hosts that have this length too.',
  sve768: 'Vectors of 768 bits. A guest that uses them can move only to hosts that have this length too.',
  sve896: 'Vectors of 896 bits. A guest that uses them can move only to hosts that have this length too.',
  sve1024: 'Vectors of 1024 bits. A guest that uses them can move only to hosts that have this length too.',
  sve1152: 'Vectors of 1152 bits. A guest that uses them can move only to hosts that have this length too.',
  sve1280: 'Vectors of 1280 bits. A guest that uses them can move only to hosts that have this length too.',
  sve1408: 'Vectors of 1408 bits. A guest that uses them can move only to hosts that have this length too.',
  sve1536: 'Vectors of 1536 bits. A guest that uses them can move only to hosts that have this length too.',
  sve1664: 'Vectors of 1664 bits. A guest that uses them can move only to hosts that have this length too.',
  sve1792: 'Vectors of 1792 bits. A guest that uses them can move only to hosts that have this length too.',
  sve1920: 'Vectors of 1920 bits. A guest that uses them can move only to hosts that have this length too.',
  sve2048: 'Vectors of 2048 bits. A guest that uses them can move only to hosts that have this length too.',
};

// Names to look up come from outside, so the look-up is a Map: `constructor` has no explanation.
const explanations: ReadonlyMap<string, string> = new Map(Object.entries(sentences));
