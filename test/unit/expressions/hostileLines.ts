/** Texts that nobody writes by hand. */

const size = 1_000_000;
const line = (piece: string, end = '') => piece.repeat(Math.floor(size / piece.length)) + end;

/** Lines of a megabyte on which careless code takes the square of it. */
export const hostileLines: readonly string[] = [
  line(' ', 'x'),
  line('\n', '{'),
  line('/', 'x'),
  `http://${line('!', 'x')}`,
  line('\\"'),
  line('""","'),
  line('<!--'),
  line('&#38;'),
  line('{"a":'),
  line('a.csv.csv'),
  `(${line('1')}`,
  line('=+-@'),
  line('\u200D\u200C\u0300'),
  line('idempotency token '),
];
