// When a form's answer is an error and not a page: say beside the form what to do. What was typed stays.
import { all, note, one } from "./page";
import { keepTyped } from "./typed";

interface Trouble {
  elt: HTMLElement;
  xhr?: XMLHttpRequest;
}

const COVERED = 64; // pixels that the bars at the head and foot of a page may lie over

function place(from: HTMLElement): HTMLElement | null {
  return one<HTMLElement>(".lh-refusal", from) ?? one<HTMLElement>(".lh-refusal", from.closest("form") ?? document) ?? one<HTMLElement>("#refusal");
}

function words(status: number): [string, string] {
  if (status === 503) return ["数据库正在重新启动，没有记入", "已经提交的内容都在。过一会儿再按一次，同一份只会记一次。"];
  if (status === 404) return ["没有办成，这一项已经不在", "可能已由别人办结，或者不再归您承办。请刷新页面查看。"];
  if (status === 403) return ["没有办成，页面放得太久", "请刷新页面，再办一次。填的内容会放回来，密码和文件除外。"];
  return ["没有办成，程序出了错", "填的内容都在本页。请再试一次；仍然不行，请告诉系统管理员发生的时间。"];
}

/** Say it in the form's place, marked: the next success there takes it away again. A refusal of the server's own is no trouble. */
function trouble(from: HTMLElement, said: HTMLElement): void {
  said.dataset["trouble"] = "";
  place(from)?.replaceChildren(said);
  bringInSight(said);
}

/** Whoever pressed a button further down sees what came of it. */
function bringInSight(said: Element): void {
  const { top, bottom } = said.getBoundingClientRect();
  if (top < COVERED || bottom > window.innerHeight - COVERED) said.scrollIntoView({ block: "center", behavior: "instant" });
}

/** What asked went well now: what stood there of an attempt that failed is over. */
function over(from: HTMLElement): void {
  const there = place(from);
  if (there) for (const said of all<HTMLElement>("[data-trouble]", there)) said.remove();
}

export function startTrouble(): void {
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const { target, requestConfig } = (event as CustomEvent<{ target: Element; requestConfig: { elt: Element } }>).detail;
    const said = one(".lh-note.lh-refused", target);
    // a form that saves itself moves nothing under the typing hand
    if (said && requestConfig.elt.id !== "record") bringInSight(said);
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr } = (event as CustomEvent<Trouble>).detail;
    if (xhr && xhr.status >= 200 && xhr.status < 400 && !xhr.getResponseHeader("X-Liuhen-Refusal")) over(elt);
    // what a save of the form was refused for is over with the next save that goes; a refusal of sending stays until that is tried again
    if (xhr?.getResponseHeader("X-Liuhen-Refusal") && place(elt)) {
      for (const said of all<HTMLElement>(".lh-note.lh-refused", place(elt) ?? document)) if (elt.id === "record") said.dataset["trouble"] = "";
    }
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    const { elt, xhr } = (event as CustomEvent<Trouble>).detail;
    if (xhr?.status === 403) keepTyped();
    trouble(elt, note(...words(xhr?.status ?? 500), [403, 404, 503].includes(xhr?.status ?? 500) ? "refused" : "broken"));
  });
  document.body.addEventListener("htmx:sendError", (event) => {
    const { elt } = (event as CustomEvent<Trouble>).detail;
    // the record form keeps its draft on the device and says so itself
    if (elt.id !== "record") trouble(elt, note("网络断开，没有记入", "填的内容都在本页。恢复后再按一次。", "refused"));
  });
}
