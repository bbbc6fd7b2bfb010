import { type paths } from "../generated/api.js";

/** The methods of the API. */
export type Method = "get" | "put" | "post" | "delete";

/** The addresses that have a method, as the description writes them. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends object ? P : never;
}[keyof paths];

type ParametersOf<O, In extends "path" | "query"> = O extends { parameters: Record<In, infer T> } ? T : never;
type Content<R> = R extends { content: infer C } ? C[keyof C] : never;

/** What a call takes, by its operation in the description. */
export type Request<O> = { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal } & ([
  ParametersOf<O, "path">,
] extends [never]
  ? object
  : { readonly path: ParametersOf<O, "path"> })
  & (O extends { parameters: { query?: infer Q } }
    ? [Q] extends [undefined]
      ? object
      : { readonly query?: NonNullable<Q> }
    : object)
  & (O extends { requestBody: infer B } ? { readonly body: Content<B> } : object);

/** What a call answers where all is well: bytes, an object of the description, or nothing. */
export type Answer<O> = O extends { responses: infer R } ? Content<R[keyof R & (200 | 201)]> : never;
