import { chunkToken } from "../protocol/chunk.js";
import { Thread } from "../protocol/derivation.js";
import { decode, encode } from "../protocol/encoding.js";
import { Secret } from "../protocol/secret.js";
import { deleteChunks } from "../service/chunks.js";
import { deleteLetters } from "../service/letters.js";
import { type Remote, type Vault } from "../vault/vault.js";
import { UNMARKED, mark } from "./marks.js";
import * as names from "./names.js";
import { type OrganisationAccount } from "./organisation-account.js";
import { type State } from "./state.js";
import { forgetThread } from "./ingest.js";

/** An entry `deleting/…`: what is still to be deleted on the server of a thread that is gone here. */
interface KeptDeleting {
  /** Tokens of letters, 32 bytes each. */
  readonly letters: readonly string[];
  /** Of attachments: what their chunks' tokens follow from, and how many there are. */
  readonly attachments: readonly { readonly tokens: string; readonly chunks: number }[];
}

/** Takes a thread away on this device, and puts down what is to be deleted on the server. */
export function startForgetting(state: State, thread: string): void {
  const kept = state.thread(thread);
  if (kept === undefined) {
    return;
  }
  const key = new Thread(decode(kept.key, 32));
  const letters = state.letters(thread).flatMap(({ writer, content }) => {
    const token = writer === "adviser" ? key.reply(content.n) : content.token;
    return token === undefined ? [] : [encode(token)];
  });
  const attachments = state
    .letters(thread)
    .flatMap(({ content: { body } }) =>
      body.kind === "attachment" ? [{ tokens: encode(body.tokens), chunks: body.chunks }] : [],
    );
  state.deleteThread(thread);
  mark(state, thread, UNMARKED);
  state.put(names.DELETING + thread, { letters, attachments } satisfies KeptDeleting);
}

/** Deletes on the server what was forgotten: letters in fours, then the chunks of attachments. */
export async function deleteForgotten(vault: Vault, remote: Remote, account: OrganisationAccount): Promise<void> {
  const { state, service } = account;
  const threads = state.ends(names.DELETING);
  for (const thread of threads) {
    const { letters, attachments } = (state.get(names.DELETING + thread) as KeptDeleting | undefined) ?? {
      letters: [],
      attachments: [],
    };
    await deleteLetters(
      service,
      letters.map((token) => decode(token, 32)),
    );
    for (const { tokens, chunks } of attachments) {
      const secret = new Secret(decode(tokens, 32));
      await deleteChunks(
        service,
        Array.from({ length: chunks }, (_, i) => chunkToken(secret, i)),
      );
    }
  }
  if (threads.length > 0) {
    await vault.transact(remote, () => {
      for (const thread of threads) {
        // One that was deleted in the middle of this look is not gone for good yet.
        forgetThread(state, thread);
        state.put(names.DELETING + thread, undefined);
      }
    });
  }
}
