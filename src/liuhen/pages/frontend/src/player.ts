// The player: keys and buttons around the browser's own video, and the spans that were really played, told when it is left.
import { all, csrf, one } from "./page";

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}

export function timecode(seconds: number): string {
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

function realTime(begin: string, at: number): string {
  const start = Date.parse(begin);
  return Number.isNaN(start) ? "" : new Date(start + at * 1000).toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });
}

export function startPlayer(): void {
  const media = one<HTMLMediaElement>("[data-player]");
  if (!media) return;
  const spans: [number, number][] = [];
  let from = -1;
  const close = (): void => {
    if (from >= 0 && media.currentTime > from) spans.push([from, media.currentTime]);
    from = -1;
  };
  media.addEventListener("playing", () => (from = media.currentTime));
  media.addEventListener("pause", close);
  media.addEventListener("seeking", close);
  media.addEventListener("timeupdate", () => {
    const code = one("[data-code]");
    const real = one("[data-real]");
    if (code) code.textContent = timecode(media.currentTime);
    if (real) real.textContent = realTime(media.dataset["begin"] ?? "", media.currentTime);
    const head = one("[data-head]");
    if (head && media.duration > 0) head.setAttribute("x", `${((media.currentTime / media.duration) * 100).toFixed(2)}%`);
  });
  for (const button of all<HTMLButtonElement>("[data-seek]")) {
    button.addEventListener("click", () => (media.currentTime = Math.max(0, media.currentTime + Number(button.dataset["seek"]))));
  }
  one("[data-play]")?.addEventListener("click", () => void (media.paused ? media.play() : media.pause()));
  one<HTMLSelectElement>("[data-rate]")?.addEventListener("change", (event) => {
    media.playbackRate = Number((event.target as HTMLSelectElement).value);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.target as HTMLElement).closest("input, textarea, select, button, a, video, audio")) return;
    if (event.key === " ") {
      event.preventDefault();
      void (media.paused ? media.play() : media.pause());
    }
    if (event.key === "ArrowLeft") media.currentTime -= 10;
    if (event.key === "ArrowRight") media.currentTime += 10;
  });
  window.addEventListener("pagehide", () => {
    close();
    if (spans.length === 0 || !media.dataset["played"]) return;
    void fetch(media.dataset["played"], {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ spans }),
    });
  });
}
