/** What the tests use of widdershins, which brings no types. */
declare module 'widdershins' {
  const widdershins: { convert(api: object, options: object): Promise<string> };
  export default widdershins;
}
