/** Written in front of sw.js by the plugin. `files`: all built files, relative to sw.js; `version`: their hash. */
declare const files: readonly string[];
declare const version: string;
