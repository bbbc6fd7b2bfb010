import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { Actions, Button } from "../../../ui/buttons.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { Prose } from "../../../ui/prose.tsx";
import { say } from "../../../ui/said.tsx";
import { above, goAfter } from "../asking.ts";
import { draft } from "../draft.ts";
import { type Crop, MIDDLE } from "../photo/crop.ts";
import { Cropper } from "../photo/cropper.tsx";
import {
  MOST_FILE,
  PhotoError,
  type PhotoErrorCode,
  cleaned,
  decoded,
  isCanvasHonest,
  square,
} from "../photo/encode.ts";
import { AsSeen } from "./as-seen.tsx";

/** A photo, for those who wish: cut to a square and made small on this device, without anything beside the picture. */
export function PhotoChoice() {
  const { photo } = draft;
  const input = useRef<HTMLInputElement>(null);
  const [picture, setPicture] = useState<ImageBitmap>();
  const [crop, setCrop] = useState<Crop>(MIDDLE);
  const [errorCode, setErrorCode] = useState<PhotoErrorCode>();
  const [uncut, setUncut] = useState(false);
  useEffect(() => () => picture?.close(), [picture]);

  const attempt = async (work: () => Promise<void>) => {
    setErrorCode(undefined);
    try {
      await work();
    } catch (error) {
      const reason = error instanceof PhotoError ? error.reason : "unreadable";
      setErrorCode(reason);
      say(t(`joining.photo.trouble.${reason}`));
    }
  };
  const choose = (file: File) =>
    attempt(async () => {
      if (file.size > MOST_FILE) {
        throw new PhotoError("too-large");
      }
      const opened = await decoded(file);
      if (isCanvasHonest()) {
        setUncut(false);
        setCrop(MIDDLE);
        setPicture(opened);
      } else {
        opened.close();
        photo.value = cleaned(new Uint8Array(await file.arrayBuffer()));
        setUncut(true);
      }
    });
  const keep = (from: ImageBitmap) =>
    attempt(async () => {
      photo.value = await square(from, crop);
      setPicture(undefined);
      say(t("joining.photo.kept"));
    });

  if (picture) {
    return (
      <Page key="cut" {...above("photo")} title={t("joining.photo.cut.title")} lead={t("joining.photo.cut.lead")}>
        {errorCode && <PhotoErrorNotice errorCode={errorCode} />}
        <Cropper picture={picture} crop={crop} onCrop={setCrop} />
        <Actions>
          <Button look="main" onClick={() => void keep(picture)}>
            {t("joining.photo.keep")}
          </Button>
          <Button onClick={() => setPicture(undefined)}>{t("cancel")}</Button>
        </Actions>
      </Page>
    );
  }
  return (
    <Page key="choose" {...above("photo")} title={t("joining.photo.title")} lead={t("joining.photo.lead")}>
      <Prose text={t("joining.photo.body")} />
      {errorCode && <PhotoErrorNotice errorCode={errorCode} />}
      {uncut && (
        <Notice role="status">
          <p>{t("joining.photo.uncut")}</p>
        </Notice>
      )}
      <AsSeen />
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t("joining.photo.choose")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) {
            void choose(file);
          }
        }}
      />
      <div class="row">
        <Button onClick={() => input.current?.click()}>
          {t(photo.value ? "joining.photo.another" : "joining.photo.choose")}
        </Button>
        {photo.value && (
          <Button
            onClick={() => {
              photo.value = undefined;
              setUncut(false);
            }}
          >
            {t("joining.photo.remove")}
          </Button>
        )}
      </div>
      <Actions>
        <Button look="main" onClick={() => goAfter("photo")}>
          {t(photo.value ? "next" : "joining.photo.without")}
        </Button>
      </Actions>
    </Page>
  );
}

function PhotoErrorNotice({ errorCode }: { readonly errorCode: PhotoErrorCode }) {
  return (
    <Notice careful role="alert">
      <p>{t(`joining.photo.trouble.${errorCode}`)}</p>
    </Notice>
  );
}
