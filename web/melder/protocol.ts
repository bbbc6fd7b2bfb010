// What the page needs of the SDK, as one piece that is loaded after the first screen stands.

export { Code, Melder, Service, dayOf, parseLink, wordsOf } from "@fluister/sdk";
