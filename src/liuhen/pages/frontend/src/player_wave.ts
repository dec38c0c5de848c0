// The shape of the sound under the scrub bar, and the stretches in which nobody spoke.
import { one } from "./page";

interface Shape {
  seconds: number;
  step: number;
  bars: number[];
  silent: [number, number][];
}

const SVG = "http://www.w3.org/2000/svg";

function path(shape: Shape): string {
  const wide = 1000 / shape.bars.length;
  // speech is quiet beside a slammed door: the root lets it be seen
  const tall = shape.bars.map((bar) => Math.max(1, Math.sqrt(bar / 255) * 46));
  const upper = tall.map((height, at) => `L${(at * wide).toFixed(1)} ${(50 - height).toFixed(1)}`);
  const lower = tall.map((height, at) => `L${(at * wide).toFixed(1)} ${(50 + height).toFixed(1)}`).reverse();
  return `M0 50${upper.join("")}L1000 50${lower.join("")}Z`;
}

function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} 秒` : `${Math.floor(whole / 60)} 分${whole % 60 ? ` ${whole % 60} 秒` : ""}`;
}

export function startWave(media: HTMLMediaElement): void {
  const address = media.dataset["wave"];
  const drawn = one<SVGPathElement>("[data-wave-path]");
  if (!address || !drawn) return;
  void fetch(address)
    .then((answer) => (answer.ok ? (answer.json() as Promise<Shape>) : null))
    .then((shape) => {
      if (!shape || shape.bars.length === 0) return;
      drawn.setAttribute("d", path(shape));
      const group = one<SVGGElement>("[data-silences]");
      for (const [begin, end] of shape.silent) {
        const rect = document.createElementNS(SVG, "rect");
        rect.setAttribute("class", "silent");
        rect.setAttribute("x", ((begin / shape.seconds) * 1000).toFixed(1));
        rect.setAttribute("width", (((end - begin) / shape.seconds) * 1000).toFixed(1));
        rect.setAttribute("height", "100");
        group?.append(rect);
      }
      const words = one("[data-wave-words]");
      const quiet = shape.silent.reduce((sum, [begin, end]) => sum + end - begin, 0);
      if (words && shape.silent.length) words.textContent = `无声 ${shape.silent.length} 处，共 ${minutes(quiet)}`;
    })
    .catch(() => undefined);
}
