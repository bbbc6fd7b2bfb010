import { type Attachment, download } from "../melder/download.js";
import { ServiceError } from "../service/service-error.js";
import { type Progress } from "./inbox-view.js";
import { type OrganisationAccount } from "./organisation-account.js";

/** Fetches the attachment in a melder's letter n; in one's own where the melder's is none. */
export async function fetchReceived(
  account: OrganisationAccount,
  thread: string,
  n: number,
  progress: Progress,
): Promise<Attachment> {
  const found = account.state.letters(thread).flatMap(({ writer, content }) => {
    return content.body.kind === "attachment" && content.n === n ? [{ writer, file: content.body }] : [];
  });
  const file = (found.find(({ writer }) => writer === "melder") ?? found[0])?.file;
  if (file === undefined) {
    throw new ServiceError("nothing");
  }
  const heard = (_: number, done: number, of: number) => progress.sent?.(done, of);
  return await download(account.service, file, { moved: heard });
}
