import { type ListedAdviser, idOfAdviser } from "@fluister/sdk";
import { useEffect, useState } from "preact/hooks";

import { Profile } from "../../ui/profile.tsx";
import { opened } from "../organisation-store.ts";
import { isSameId } from "./ids.ts";

/** An adviser as melders see them. The photo comes with a request, from the next version, or from the server. */
export function Card({ adviser, photo }: { readonly adviser: ListedAdviser; readonly photo?: Uint8Array | undefined }) {
  const { edition } = opened();
  const fetched = usePhoto(photo ? undefined : adviser.photo);
  const deputy = edition.fields.advisers.find((listed) => isSameId(adviser.deputy, idOfAdviser(listed)));
  const { name, position, tracks, languages, about, absent_until: absentUntil } = adviser;
  return (
    <Profile
      shown={{
        name,
        position,
        tracks,
        languages,
        about: Object.fromEntries(about ?? []),
        ...(absentUntil !== undefined && { absentUntil }),
        deputy: deputy?.name,
        reachable: true,
      }}
      photo={photo ?? fetched}
    />
  );
}

/** A photo that the directory names, or that waits to be published. Without it the name is enough. */
function usePhoto(sha256: Uint8Array | undefined): Uint8Array | undefined {
  const [bytes, setBytes] = useState<Uint8Array>();
  useEffect(() => {
    let gone = false;
    if (sha256) {
      opened()
        .file(sha256)
        .then((file) => gone || setBytes(file))
        .catch(() => undefined);
    }
    return () => {
      gone = true;
    };
  }, [sha256?.join()]);
  return bytes;
}
