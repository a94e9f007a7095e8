/** The build's version: `0.1.0`, and the commit, where the build knew them (vite.config.ts). */
export const version: string | undefined = import.meta.env.COMMONBITS_VERSION;
export const commit: string | undefined = import.meta.env.COMMONBITS_COMMIT;
