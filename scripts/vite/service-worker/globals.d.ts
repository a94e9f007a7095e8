/**
 * Written in front of sw.js by the plugin. `files`: size in bytes of every built file, by its address relative to sw.js;
 * `version`: their hash.
 */
declare const files: Readonly<Record<string, number>>;
declare const version: string;
