// Lays a compressed copy beside each file of a built folder, for browsers that take it: NAME.br and NAME.gz.
//   node scripts/compress.mjs FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Below that the head of an answer is longer than what is saved. */
const SHORTEST_BYTES = 1_024;

const folder = process.argv[2];
for (const name of readdirSync(folder, { recursive: true }))
  if (/\.(js|css|svg)$/.test(name)) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < SHORTEST_BYTES) continue;
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params }));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
