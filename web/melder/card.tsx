import type { Card } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { Profile as Shown } from "../ui/profile.tsx";
import { idText } from "../ids/id-text.ts";
import { melder, organisation } from "./opening.ts";

/** An adviser's profile, with the photo and the deputy's name as the organisation's list has them. */
export function Profile({ card }: { readonly card: Card }) {
  const advisers = organisation.value?.advisers ?? [];
  const deputy = card.deputy && idText(card.deputy);
  const photo = usePhoto(card.photo);
  return (
    <Shown shown={{ ...card, deputy: advisers.find((other) => idText(other.id) === deputy)?.name }} photo={photo} />
  );
}

/** A photo whose bytes were checked against the directory's hash. Without it, the name is enough. */
function usePhoto(sha256: Uint8Array | undefined): Uint8Array | undefined {
  const [bytes, setBytes] = useState<Uint8Array>();
  useEffect(() => {
    let gone = false;
    if (sha256) {
      melder()
        .file(sha256)
        .then((found) => {
          if (!gone) {
            setBytes(found);
          }
        })
        .catch(() => undefined);
    }
    return () => {
      gone = true;
    };
  }, [sha256 && idText(sha256)]);
  return bytes;
}
