declare module 'wink-porter2-stemmer' {
  /** Porter's second English stemmer (Snowball "english"); expects a word in lower case. */
  const stem: (word: string) => string;
  export = stem;
}
