/** Headers, parameters and members whose values are nobody else's business, by their names. */

const secret =
  /^(?:x-auth.*|x-key|auth|session|sid|sig|pass|pwd|passwd|pin|otp|totp|cvv|cvc)$|token|secret|api[-_]?key|access[-_]?key|private[-_]?key|passw(?:or)?d|passphrase|credential|session[-_]?id|jwt|authorization|cookie|signature/i;

/** What is told of a secret and is none. */
const aboutSecret = /(?:type|count|length|expir\w*|expires[-_]?in|ttl|url|uri|endpoint|name|kind|at)$/i;

/** Whether what is called so is likely to be a secret, whoever sends it. */
export function isSecretName(name: string): boolean {
  return secret.test(name) && !aboutSecret.test(name);
}
