import type { MelderKind } from "../../melder/kind.ts";
import { OwnWords, Words } from "../../melder/words.tsx";

/** Words, in either direction. */
export const message: MelderKind<"message"> = {
  Theirs: ({ body }) => <Words text={body.text} />,
  Own: ({ body }) => <OwnWords text={body.text} />,
};
