// The player: keys and buttons around the browser's own video, the clocks, moments, and the spans that were really played.
import { startClips } from "./player_clips";
import { startFails } from "./player_fails";
import { startWave } from "./player_wave";
import { startWords } from "./player_words";
import { all, csrf, one, say } from "./page";

const INTO_FRAME = 0.02; // seconds
const RATES = [1, 1.5, 2, 4];

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}

export function timecode(seconds: number): string {
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

function clockAt(begin: string, at: number): string {
  const start = Date.parse(begin);
  return Number.isNaN(start) ? "" : new Date(start + at * 1000).toLocaleTimeString("zh-CN", { hourCycle: "h23", timeZone: "Asia/Shanghai" });
}

/** One recording being played; everything on the page asks it and nothing else. */
export class Player {
  private readonly spans: [number, number][] = [];
  private from = -1;
  private frameAt = -1;

  constructor(readonly media: HTMLMediaElement) {}

  get seconds(): number {
    const known = Number(this.media.dataset["seconds"]);
    return Number.isFinite(this.media.duration) && this.media.duration > 0 ? this.media.duration : known || 0;
  }

  get at(): number {
    return this.media.currentTime;
  }

  go(second: number): void {
    const last = this.seconds || Number.MAX_SAFE_INTEGER;
    this.media.currentTime = Math.min(Math.max(0, second), last);
  }

  toggle(): void {
    if (this.media.paused) void this.play();
    else this.media.pause();
  }

  async play(): Promise<void> {
    try {
      await this.media.play();
    } catch {
      say("浏览器没有开始播放，请再按一次播放");
    }
  }

  rate(value: number): void {
    this.media.playbackRate = value;
    const select = one<HTMLSelectElement>("[data-rate]");
    if (select) select.value = String(value);
  }

  faster(): void {
    if (this.media.paused) {
      void this.play();
      return;
    }
    this.rate(RATES.find((one) => one > this.media.playbackRate) ?? 4);
  }

  /** One frame on or back, by the film's own frame duration; from the frame that is really shown, where the browser tells. */
  frame(step: number): void {
    const fps = Number(this.media.dataset["fps"]) || 25;
    this.media.pause();
    // a frame that begins after where we are is the one of before the last step: the browser has not told the new one yet
    const told = this.frameAt >= 0 && this.frameAt <= this.at + 0.001 && this.at - this.frameAt < 1 / fps;
    // where the frame begins is known: into the next one and not to its edge, since rates are rounded and phones do not keep theirs
    this.go(told ? this.frameAt + step / fps + Math.min(0.5 / fps, INTO_FRAME) : this.at + step / fps + 0.0005);
  }

  watch(): void {
    const media = this.media;
    const close = (): void => {
      if (this.from >= 0 && media.currentTime > this.from) this.spans.push([this.from, media.currentTime]);
      this.from = -1;
    };
    media.addEventListener("playing", () => (this.from = media.currentTime));
    media.addEventListener("pause", close);
    media.addEventListener("seeking", close);
    if (media instanceof HTMLVideoElement && "requestVideoFrameCallback" in media) {
      const seen = (_now: number, frame: VideoFrameCallbackMetadata): void => {
        this.frameAt = frame.mediaTime;
        media.requestVideoFrameCallback(seen);
      };
      media.requestVideoFrameCallback(seen);
    }
    window.addEventListener("pagehide", () => {
      close();
      if (this.spans.length === 0 || !media.dataset["played"]) return;
      void fetch(media.dataset["played"], {
        method: "POST",
        keepalive: true,
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
        body: JSON.stringify({ spans: this.spans.splice(0) }),
      });
    });
  }
}

/** Clocks, scrub bar, heads of the axes and the current step follow the picture. */
function follow(player: Player): void {
  const { media } = player;
  const scrub = one<HTMLInputElement>("[data-scrub]");
  const begin = media.dataset["begin"] ?? "";
  const drift = Number(media.dataset["drift"] ?? 0);
  let held = false;
  const show = (): void => {
    const at = player.at;
    const set = (selector: string, words: string): void => {
      const place = one(selector);
      if (place && place.textContent !== words) place.textContent = words;
    };
    set("[data-code]", timecode(at));
    set("[data-real]", clockAt(begin, at));
    set("[data-device]", clockAt(begin, at + drift));
    const share = player.seconds > 0 ? Math.min(1, at / player.seconds) : 0;
    one("[data-done]")?.setAttribute("width", (share * 1000).toFixed(1));
    if (scrub) {
      if (!held) scrub.value = String(at);
      scrub.setAttribute("aria-valuetext", `${timecode(at)}，共 ${timecode(player.seconds)}`);
    }
    for (const track of all<HTMLElement>("[data-track]")) {
      if (track.dataset["from"] === "") continue;
      const x = Number(track.dataset["from"]) + at * Number(track.dataset["per"]);
      one("[data-track-head]", track)?.setAttribute("x", `${x.toFixed(2)}%`);
    }
    current(at);
  };
  for (const event of ["timeupdate", "seeked", "loadedmetadata", "seeking"]) media.addEventListener(event, show);
  media.addEventListener("loadedmetadata", () => scrub?.setAttribute("max", String(player.seconds)));
  scrub?.addEventListener("input", () => {
    held = true;
    player.go(Number(scrub.value));
  });
  scrub?.addEventListener("change", () => (held = false));
  const playing = (): void => {
    for (const button of all("[data-play]")) button.textContent = media.paused ? "播放" : "暂停";
  };
  media.addEventListener("play", playing);
  media.addEventListener("pause", playing);
  document.addEventListener("htmx:afterSettle", show);
  show();
}

/** The step whose second was reached last is the current one. */
function current(at: number): void {
  let last: Element | null = null;
  const listed = all<HTMLElement>("#steps [data-second]");
  for (const item of listed) if (Number(item.dataset["second"]) <= at + 0.05) last = item;
  for (const item of listed) {
    const on = item === last;
    item.classList.toggle("on", on);
    if (on) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
  const second = last?.getAttribute("data-second");
  for (const mark of all<Element>(".lh-moments [data-go]")) mark.classList.toggle("on", mark.getAttribute("data-go") === second);
}

function seconds(): number[] {
  return all<HTMLElement>("#steps [data-second]")
    .map((item) => Number(item.dataset["second"]))
    .sort((a, b) => a - b);
}

/** The dialog to mark a second holds the second at which it was opened, though the film goes on. */
function openMark(player: Player): void {
  const dialog = document.getElementById("mark");
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  const at = player.at;
  const code = one("[data-mark-code]", dialog);
  if (code) code.textContent = timecode(at);
  const second = one<HTMLInputElement>("input[name=second]", dialog);
  if (second) second.value = at.toFixed(1);
  dialog.showModal();
}

/** An iPhone gives the whole screen to a film and to nothing else, by a call of its own. */
type FilmOfIphone = HTMLMediaElement & { webkitEnterFullscreen?: () => void };

function wholeScreen(player: Player): void {
  const box = player.media.closest<HTMLElement>(".lh-video");
  const film = player.media as FilmOfIphone;
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (!box) return;
  else if ("requestFullscreen" in box) void box.requestFullscreen().catch(() => say("浏览器不让全屏"));
  else if (film.webkitEnterFullscreen && film.readyState > 0) film.webkitEnterFullscreen();
  else say("浏览器不让全屏");
}

function keys(player: Player): Record<string, (shift: boolean) => void> {
  const jump = (by: number) => (shift: boolean) => player.go(player.at + (shift ? Math.sign(by) : by));
  return {
    " ": () => player.toggle(),
    k: () => player.toggle(),
    ArrowLeft: jump(-10),
    ArrowRight: jump(10),
    j: jump(-10),
    l: () => player.faster(),
    ",": () => player.frame(-1),
    ".": () => player.frame(1),
    ArrowUp: () => player.go(seconds().filter((one) => one < player.at - 0.3).pop() ?? 0),
    ArrowDown: () => {
      const next = seconds().find((one) => one > player.at + 0.05);
      if (next !== undefined) player.go(next);
    },
    Home: () => player.go(0),
    End: () => player.go(player.seconds),
    m: () => openMark(player),
    f: () => wholeScreen(player),
    "?": () => {
      const dialog = document.getElementById("keys");
      if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
    },
  };
}

function listen(player: Player): void {
  const known = keys(player);
  document.addEventListener(
    "keydown",
    (event) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]:modal")) return;
      if (target.closest("input:not([type=range]), textarea, select, [contenteditable]")) return;
      const onButton = target.closest("button, a, summary") !== null;
      if (onButton && (event.key === " " || event.key === "Enter")) return;
      const scrolls = target.closest("[data-words-list]") !== null;
      if (scrolls && ["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
      const act = known[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act(event.shiftKey);
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    const go = target.closest<Element>("[data-go]");
    if (go && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      player.go(Number(go.getAttribute("data-go")));
      return;
    }
    const twin = target.closest<HTMLAnchorElement>("[data-twin]");
    if (twin) {
      const other = (Date.parse(player.media.dataset["begin"] ?? "") + player.at * 1000 - Date.parse(twin.dataset["twin"] ?? "")) / 1000;
      const url = new URL(twin.href);
      url.searchParams.set("t", Math.max(0, other).toFixed(1));
      if (!player.media.paused) url.searchParams.set("play", "1");
      twin.href = url.toString();
    }
    const button = target.closest<HTMLElement>("[data-seek], [data-frame], [data-play], [data-mark-open], [data-full]");
    if (!button) return;
    if (button.dataset["seek"]) player.go(player.at + Number(button.dataset["seek"]));
    else if (button.dataset["frame"]) player.frame(Number(button.dataset["frame"]));
    else if (button.hasAttribute("data-play")) player.toggle();
    else if (button.hasAttribute("data-full")) wholeScreen(player);
    else openMark(player);
  });
  one<HTMLSelectElement>("[data-rate]")?.addEventListener("change", (event) => player.rate(Number((event.target as HTMLSelectElement).value)));
  // 标在此刻: the second is that of the click, written into what htmx is about to send
  document.addEventListener("htmx:configRequest", (event) => {
    const detail = (event as CustomEvent<{ elt: Element; parameters: Record<string, unknown> }>).detail;
    if (detail.elt.closest("form[data-mark]")) detail.parameters["second"] = player.at.toFixed(1);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const detail = (event as CustomEvent<{ elt: Element; successful: boolean; xhr: XMLHttpRequest }>).detail;
    const dialog = detail.elt.closest("dialog");
    if (!dialog || !detail.successful || detail.xhr.getResponseHeader("X-Liuhen-Refusal")) return;
    dialog.close();
    for (const field of all<HTMLInputElement>("input[name=title], input[name=note]", dialog)) field.value = "";
  });
}

/** ``?t=151.2`` opens there; ``play=1`` goes on playing. */
function start(player: Player): void {
  const asked = new URLSearchParams(window.location.search);
  const second = Number(asked.get("t"));
  const begin = (): void => {
    if (asked.has("t") && Number.isFinite(second) && second > 0) player.go(second);
    if (asked.has("play")) void player.play();
  };
  if (player.media.readyState >= 1) begin();
  else player.media.addEventListener("loadedmetadata", begin, { once: true });
  player.media.addEventListener("ended", () => {
    const after = player.media.dataset["after"];
    if (after) window.location.assign(`${after}?t=0&play=1`);
  });
}

/** A photograph has one moment, its own. */
function startPhoto(): void {
  for (const button of all<HTMLButtonElement>("[data-mark-open]")) {
    button.addEventListener("click", () => {
      const dialog = document.getElementById("mark");
      if (dialog instanceof HTMLDialogElement) dialog.showModal();
    });
  }
}

export function startPlayer(): void {
  const media = one<HTMLMediaElement>("[data-player]");
  if (!media) {
    startPhoto();
    return;
  }
  const player = new Player(media);
  // with a script the bar below does all the browser's own would do, and does not lie over the picture
  media.removeAttribute("controls");
  media.addEventListener("click", () => player.toggle());
  startFails(media);
  player.watch();
  follow(player);
  listen(player);
  start(player);
  startWave(media);
  startWords(player);
  startClips(player);
}
