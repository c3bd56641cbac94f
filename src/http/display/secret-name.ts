/** Headers, parameters and members whose values are nobody else's business, by their names. */

const secret =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|x-auth.*|x-key|session|sid|jwt|sig|signature|pass|pwd|passwd|pin|otp|totp|.*(?:token|secret|api[-_]?key|access[-_]?key|private[-_]?key|passw(?:or)?d|passphrase|credential|session[-_]?id).*)$/i;

/** Whether what is called so is likely to be a secret, whoever sends it. */
export function isSecretName(name: string): boolean {
  return secret.test(name);
}
