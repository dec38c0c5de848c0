// A film that does not play says so, and what to do: not every phone plays what the bureau's browsers play.
import { note, one } from "./page";

export function startFails(media: HTMLMediaElement): void {
  let opened = media.readyState > 0;
  const tell = (): void => {
    const said = opened
      ? note("放不下去了", "网络断开，或者登录已过期。请刷新本页，再从这里放。", "refused")
      : note("这台设备的浏览器放不了这段音像", "请在电脑上用 Edge 或 Chrome 打开，那里也能下载原件，用播放软件看。原件没有动过。", "refused");
    one("#refusal")?.replaceChildren(said);
  };
  media.addEventListener("loadedmetadata", () => (opened = true));
  media.addEventListener("error", tell);
  if (media.error) tell();
}
