/** What the codes of Node, undici, its HTTP parser and zlib mean to a person who reads them beside an address. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^ENOTFOUND$/, 'there is no server of this name'],
  [/^EAI_AGAIN$/, 'the name server does not answer'],
  [/^ECONNREFUSED$/, 'it takes no connection'],
  [/^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'it cannot be reached'],
  [/^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE)$/, 'it hangs up before its answer is whole'],
  [/^(?:TimeoutError|UND_ERR_(?:HEADERS|BODY)_TIMEOUT)$/, 'its answer does not come in time'],
  [/^(?:HPE_|HTTPParserError)/, 'what it answers is no HTTP'],
  [/^(?:Z_|ERR__?ERROR_|ERR_.*BROTLI)/, 'its answer is not packed as it says'],
];

/** Why no whole answer came, in words; as the machine says it where it says something new. */
export function nameFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return MEANINGS.find(([codes]) => codes.test(code))?.[1] ?? error.message;
}
