/** Masks what must not be read in a log or a report: secret keys, session tokens, signatures. */

const known = new Set<string>();

/** Registers a secret of this session, so that it is masked wherever it appears. Short values are not secrets. */
export function registerSecret(secret: string | undefined): void {
  if (secret && secret.length >= 8) known.add(secret);
}

const shapes: readonly RegExp[] = [
  /(Signature=)[0-9a-f]{16,}/gi,
  /(Credential=)[^/,\s]+/gi,
  /(X-Amz-Security-Token[=:]\s*)[^\s,&]+/gi,
  /(Bearer\s+)[\w.~+/-]+=*/gi,
  /(secret(?:AccessKey|_access_key)?["']?\s*[=:]\s*["']?)[^\s"',}]+/gi,
];

export function maskSecrets(text: string): string {
  let masked = text;
  for (const secret of known) masked = masked.replaceAll(secret, '•••');
  for (const shape of shapes) masked = masked.replace(shape, '$1•••');
  return masked.replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, '$1•••');
}
