import { type DirectoryFields, type ListedAdviser, type Track, idOfAdviser } from "@fluister/sdk";

import { namesInWords } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { isSameId } from "./ids.ts";

/** Which of the organisation's subjects no adviser takes; `leaving` is not counted any more. */
export function withoutAdviser(
  { advisers, policy }: Pick<DirectoryFields, "advisers" | "policy">,
  leaving?: ListedAdviser,
): readonly Track[] {
  const stay = advisers.filter((one) => !leaving || !isSameId(idOfAdviser(one), idOfAdviser(leaving)));
  return policy.tracks.filter((track) => !stay.some(({ tracks }) => tracks.includes(track)));
}

/** Subjects as one phrase. */
export function tracksInWords(tracks: readonly Track[]): string {
  return namesInWords(tracks.map((track) => t(`org.policy.${track}`)));
}
