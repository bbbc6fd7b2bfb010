import { isChunkCount } from "./chunk.js";
import { WIDE } from "./named.js";
import { demand } from "./validation-error.js";
import {
  U16,
  U32,
  type ObjectOf,
  bytes,
  demandRising,
  list,
  listOrNone,
  number,
  object,
  optional,
  text,
  trueOrNone,
} from "./shape.js";
import { size } from "./text.js";

/** How many threads a melder has at most, and how many of most other things a letter names. */
export const SIXTEEN = 16;

const thread = number(0, 15);

/** A part as a note has it, whose limits nobody looks at. */
const partInNote = object({ number: number(0, U32), of: number(0, U32) });

/** Where a text goes on over several letters. */
export const part = object({ number: number(1, SIXTEEN), of: number(1, SIXTEEN) }, (value) =>
  demand(value.number <= value.of, "limit"),
);

const threads = list(
  object({
    i: thread,
    adviser: bytes(32),
    name: text((name) => size(name) <= 200),
    written: number(0, U16),
    seen: number(0, U16),
    heartbeat: number(0, U32),
    withdrawn: trueOrNone,
  }),
  0,
  SIXTEEN,
);

/** What a melder's client remembers: the fields of a `note` (SPEC.md, section 11). */
export const noteFields = {
  threads: {
    ...threads,
    check: (value: Parameters<typeof threads.check>[0]) => {
      threads.check(value);
      demandRising(value, (a, b) => a.i < b.i, "limit");
    },
  },
  earlier: listOrNone(object({ epoch: number(0, U32), count: number(0, U16) }), SIXTEEN),
  replies_only: trueOrNone,
  letters: listOrNone(
    object({
      to: list(object({ i: thread, n: number(0, U16), seen: number(0, U16) }), 0, WIDE),
      kind: text(),
      text: optional(text()),
      part: optional(partInNote),
    }),
    SIXTEEN,
  ),
  attachments: listOrNone(
    object(
      {
        i: thread,
        n: number(1, U16),
        tokens: bytes(32),
        chunks: number(1, U32),
      },
      (value) => demand(isChunkCount(value.chunks), "limit"),
    ),
    SIXTEEN,
  ),
};

/** The whole state of a melder after a post, and the letters of that post. */
export type Note = ObjectOf<typeof noteFields>;
