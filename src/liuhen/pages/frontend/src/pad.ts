// Pads for handwriting: what is drawn goes into the form as points with their times; the drawing is made by the server.
import SignaturePad from "signature_pad";
import { all, one } from "./page";

export interface Pad {
  empty(): boolean;
  clear(): void;
  points(): string;
  onStroke(then: () => void): void;
}

export function makePad(box: HTMLElement): Pad {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "签名板");
  box.append(canvas);
  const pad = new SignaturePad(canvas, { penColor: "#16202e", minWidth: 1.2, maxWidth: 2.8 });
  const fit = (): void => {
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    const width = canvas.offsetWidth;
    if (width === 0 || canvas.width === Math.round(width * ratio)) return;
    const kept = pad.toData();
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(canvas.offsetHeight * ratio);
    canvas.getContext("2d")?.scale(ratio, ratio);
    pad.clear();
    pad.fromData(kept);
  };
  new ResizeObserver(fit).observe(box);
  fit();
  return {
    empty: () => pad.isEmpty(),
    clear: () => pad.clear(),
    points: () => JSON.stringify(pad.toData().map((group) => ({ points: group.points.map(({ x, y, time }) => ({ x, y, time })) }))),
    onStroke: (then) => pad.addEventListener("endStroke", then),
  };
}

/** Officers' slots: a pad that may stay empty, beside the password. */
export function startPads(): void {
  for (const form of all<HTMLFormElement>("form[data-sign-optional]")) {
    const box = one<HTMLElement>("[data-pad]", form);
    const field = one<HTMLInputElement>("input[name=strokes]", form);
    if (!box || !field) continue;
    const pad = makePad(box);
    const keep = (): void => {
      field.value = pad.empty() ? "" : pad.points();
    };
    pad.onStroke(keep);
    one("[data-again]", form)?.addEventListener("click", () => {
      pad.clear();
      keep();
    });
  }
}
