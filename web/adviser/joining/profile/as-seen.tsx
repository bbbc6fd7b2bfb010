import { t } from "../../../i18n/i18n.ts";
import { Profile } from "../../../ui/profile.tsx";
import { isSame } from "../ids.ts";
import { draft } from "../draft.ts";
import { organisation } from "../organisation-state.ts";
import styles from "./as-seen.module.css";

/** The draft as melders will see it: the same piece of page that they get. */
export function AsSeen() {
  const { name, position, tracks, languages, about, photo, deputy, absentUntil } = draft;
  // Nothing that was not said yet.
  if (name.value.trim() === "" || position.value === undefined) {
    return null;
  }
  const deputyName = organisation()?.advisers.find((card) => isSame(card.id, deputy.value))?.name;
  return (
    <section class={styles.seen} aria-label={t("joining.as-seen")}>
      <p class="hint">{t("joining.as-seen")}</p>
      <div class="card">
        <h2 dir="auto">{name.value}</h2>
        <Profile
          shown={{
            name: name.value,
            position: position.value,
            tracks: tracks.value,
            languages: languages.value,
            about: about.value,
            deputy: deputyName,
            ...(absentUntil.value !== undefined && { absentUntil: absentUntil.value }),
            reachable: true,
          }}
          photo={photo.value}
        />
      </div>
    </section>
  );
}
