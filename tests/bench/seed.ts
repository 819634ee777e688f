// Fills a ledger with a newsroom of two years around now, to look at and to measure.
//   npm run seed [-- --posts 100000 --data FOLDER]
// Without --data in a new temporary folder, which it prints. A ledger that has posts already is left alone.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fillDataFolder } from './seed/fill-data-folder.js';

const { values } = parseArgs({ options: { posts: { type: 'string', default: '100000' }, data: { type: 'string' } } });
const folder = values.data === undefined ? mkdtempSync(join(tmpdir(), 'kwb-seed-')) : resolve(values.data);
await fillDataFolder(folder, Number(values.posts));
console.log(`KAWARABAN_DATA=${folder} bin/kawaraban start`);
console.log(`A password for its administrator: KAWARABAN_DATA=${folder} bin/kawaraban users reset ada`);
