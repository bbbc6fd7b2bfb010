type Dashed<S extends string> = S extends `${infer A}_${infer B}` ? `${A}-${Dashed<B>}` : S;

/** A name of the protocol as part of a text's key: there are no underscores in keys. */
export function dashed<const S extends string>(name: S): Dashed<S> {
  return name.replaceAll("_", "-") as Dashed<S>;
}
