// Makes one folder of few files out of the program and the packages it uses: 900 files take a second to load.
//   node scripts/bundle.mjs FOLDER ENTRY...
import { build } from 'rolldown';

/** With binaries or pages of their own, or none of ours: found in node_modules. */
const EXTERNAL = /^(@bull-board\/api.*|@node-rs\/argon2|libsql|sharp|pg-native)$/;

const [folder, ...entries] = process.argv.slice(2);
await build({
  input: entries,
  platform: 'node',
  external: EXTERNAL,
  output: { dir: folder, format: 'esm', sourcemap: true, cleanDir: true },
  logLevel: 'warn',
});
