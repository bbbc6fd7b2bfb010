import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";

import { say } from "./said.tsx";

/** What became of something that was pressed: where it stands, and how it comes there. It is said aloud, too. */
export function useTold(): readonly [ComponentChild, (words: string) => void] {
  const [told, setTold] = useState<string>();
  const tell = (words: string) => {
    setTold(words);
    say(words);
  };
  return [told !== undefined && <p>{told}</p>, tell];
}
