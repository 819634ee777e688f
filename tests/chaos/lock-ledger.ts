import Database from 'libsql';

/** Holds SQLite's only write lock for a while: `node lock-ledger.js FILE MS`. */
const [file = '', ms = '0'] = process.argv.slice(2);
process.on('disconnect', () => process.exit(0));
const database = new Database(file);
database.exec('pragma busy_timeout = 5000');
database.exec('begin immediate');
process.send?.('locked');
setTimeout(() => {
  database.exec('commit');
  process.exit(0);
}, Number(ms));
