// Clocks tick each minute, each second only under ten minutes. Working-day clocks are said by the server and left alone.
import { all } from "./page";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function spoken(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  if (days >= 10) return `${days} 天`;
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : minutes > 0 ? `${days} 天 ${minutes} 分` : `${days} 天`;
  if (hours > 0) return minutes > 0 ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`;
  if (minutes >= 10) return `${minutes} 分`;
  return minutes > 0 ? `${minutes} 分 ${Math.floor(seconds % MINUTE)} 秒` : `${Math.floor(seconds)} 秒`;
}

export function startClocks(): void {
  const clocks = all<HTMLElement>("[data-due]");
  if (clocks.length === 0) return;
  // the bureau's clock may be scripted (a demonstration): what counts is the time that passes, from the time the page was made
  const made = Date.parse(document.body.dataset["now"] ?? "") || Date.now();
  const opened = Date.now();
  const tick = (): void => {
    const now = made + (Date.now() - opened);
    let soon = false;
    for (const clock of clocks) {
      const left = (Date.parse(clock.dataset["due"] ?? "") - now) / 1000;
      if (Number.isNaN(left)) continue;
      if (left > 0 && left < 10 * MINUTE) soon = true;
      const row = clock.closest<HTMLElement>(".lh-duty, tr");
      if (left < 0) row?.classList.replace("soon", "over");
      const label = clock.dataset["inline"] === undefined ? clock.previousElementSibling : null;
      if (label && left < 0) label.textContent = "逾期";
      const words = spoken(Math.abs(left));
      clock.textContent = clock.dataset["inline"] === undefined ? words : `${left < 0 ? "逾期" : "还剩"} ${words}`;
    }
    window.setTimeout(tick, soon ? 1000 : MINUTE * 1000);
  };
  window.setTimeout(tick, MINUTE * 1000 - (made % (MINUTE * 1000)));
}
