/** Random bytes of a token: 256 bits, so that neither guessing nor a table of hashes is of any use. */
const TOKEN_BYTES = 32

/** A secret of 256 random bits, as 43 characters of base64url. */
export function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
