/** 0x80 to 0x9F; https://encoding.spec.whatwg.org/index-windows-1252.txt. The five unused ones stay control characters. */
const C1 =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f' + // 0x80
  '\u0090‘’“”•–—˜™š›œ\u009džŸ'; // 0x90

/** Node 20's own decoder loses every curly quote and dash: https://github.com/nodejs/node/issues/56542 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, meantByC1);
}

/** `&#146;` and its like are windows-1252 to everybody who reads HTML: https://html.spec.whatwg.org/#numeric-character-reference-end-state */
export function meantByC1(character: string): string {
  return C1.charAt(character.charCodeAt(0) - 0x80);
}
