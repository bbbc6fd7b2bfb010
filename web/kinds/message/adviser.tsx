import type { AdviserKind } from "../../adviser/thread/kind.ts";
import { Words } from "../../adviser/thread/words.tsx";
import { action } from "./compose.tsx";

/** Words, in either direction. */
export const message: AdviserKind<"message"> = {
  action,
  Shown: ({ body }) => <Words text={body.text} />,
};
