import type { Attachment } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

/** A file that somebody sent, in the browser's memory until it is no longer shown. */
export interface Received {
  readonly url: string;
  /** A name that is safe to save the file under. */
  readonly name: string;
  /** Whether the browser may draw it. */
  readonly picture: boolean;
}

/** Pictures that the browser draws itself; anything else is only offered to be saved. */
const PICTURES: readonly string[] = ["image/jpeg", "image/png", "image/webp"];

/** The type of bytes that a browser opens with nothing. */
const UNOPENED = "application/octet-stream";

/**
 * The type under which the browser gets a file whose sender says that it is of `mediaType`: one of the pictures above, or else
 * the one that nothing opens. An SVG, like a page, can run scripts.
 */
export function handedOutAs(mediaType: string): string {
  return PICTURES.includes(mediaType) ? mediaType : UNOPENED;
}

/** A file that was received, and what takes one; it goes with the part of the page that shows it, however late it came. */
export function useReceived(): [Received | undefined, (file: Attachment) => void] {
  const [received, setReceived] = useState<Received>();
  const [life] = useState({ isOver: false });
  useEffect(() => () => void (life.isOver = true), []);
  useEffect(() => () => received && URL.revokeObjectURL(received.url), [received]);
  const take = ({ name, mediaType, bytes }: Attachment) => {
    if (life.isOver) {
      return;
    }
    const type = handedOutAs(mediaType);
    const url = URL.createObjectURL(new Blob([bytes.slice()], { type }));
    setReceived({ url, name: fileName(name), picture: type !== UNOPENED });
  };
  return [received, take];
}

/** A name as it is shown and saved under: nothing in it leads to a folder, or turns its end around so that it looks like another. */
export function fileName(name: string): string {
  return name.replace(/[/\\:\p{Control}\p{Bidi_Control}]/gu, "_");
}
