import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Words } from "../../adviser/thread/words.tsx";
import { step } from "./compose.tsx";

/** Words, in either direction. */
export const message: AdviserKind<"message"> = {
  step,
  Shown: ({ body }) => <Words text={body.text} />,
};
