import { useEffect, useRef } from "preact/hooks";

import { t } from "../../../i18n/i18n.ts";
import { type Crop, MOST_ZOOM, dragged } from "./crop.ts";
import { draw } from "./encode.ts";
import styles from "./cropper.module.css";

/** Pixels of a side of the square that is shown. */
const SHOWN = 288;

/** Chooses the square of a picture: with three sliders, by keyboard or finger, or by dragging the picture itself. */
export function Cropper(props: {
  readonly picture: ImageBitmap;
  readonly crop: Crop;
  readonly onCrop: (crop: Crop) => void;
}) {
  const { picture, crop, onCrop } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const from = useRef<{ readonly x: number; readonly y: number; readonly crop: Crop } | undefined>(undefined);
  useEffect(() => {
    if (canvas.current) {
      draw(canvas.current, picture, crop);
    }
  }, [picture, crop]);
  return (
    <>
      <canvas
        ref={canvas}
        class={styles.crop}
        width={SHOWN}
        height={SHOWN}
        role="img"
        aria-label={t("joining.photo.square")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, y: event.clientY, crop };
        }}
        onPointerMove={(event) => {
          const begun = from.current;
          if (begun) {
            const side = event.currentTarget.clientWidth;
            const [right, down] = [(event.clientX - begun.x) / side, (event.clientY - begun.y) / side];
            onCrop(dragged(picture.width, picture.height, begun.crop, right, down));
          }
        }}
        onPointerUp={() => (from.current = undefined)}
        onPointerCancel={() => (from.current = undefined)}
      />
      <Slider
        id="zoom"
        label={t("joining.photo.zoom")}
        least={1}
        most={MOST_ZOOM}
        value={crop.zoom}
        onInput={(zoom) => onCrop({ ...crop, zoom })}
      />
      <Slider
        id="across"
        label={t("joining.photo.across")}
        least={0}
        most={1}
        value={crop.x}
        onInput={(x) => onCrop({ ...crop, x })}
      />
      <Slider
        id="down"
        label={t("joining.photo.down")}
        least={0}
        most={1}
        value={crop.y}
        onInput={(y) => onCrop({ ...crop, y })}
      />
    </>
  );
}

function Slider(props: {
  readonly id: string;
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly value: number;
  readonly onInput: (value: number) => void;
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <input
        id={props.id}
        class={styles.slider}
        type="range"
        min={props.least}
        max={props.most}
        step={(props.most - props.least) / 50}
        value={props.value}
        autocomplete="off"
        onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
