/** The credentials for a Pact broker, from the environment, as Pact's own client takes them. */

/** The header's value; undefined where there are none. */
export function brokerCredentials(): string | undefined {
  const { PACT_BROKER_TOKEN: token, PACT_BROKER_USERNAME: name, PACT_BROKER_PASSWORD: password = '' } = process.env;
  if (token) return `Bearer ${token}`;
  return name ? `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` : undefined;
}

/** What of the environment nothing may show. */
export function brokerSecrets(): [name: string, value: string][] {
  const given = brokerCredentials();
  return given === undefined ? [] : [['pact-broker', given]];
}
