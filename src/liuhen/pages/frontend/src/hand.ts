// The device in somebody else's hands: the pad opens when the whole text was seen, page by page where the record asks for it.
import { makePad, type Pad } from "./pad";
import { all, one, say } from "./page";

function stay(): void {
  // the server leads every other address back here; this only spares the detour of the back button
  window.history.pushState(null, "", window.location.href);
  window.addEventListener("popstate", () => window.history.pushState(null, "", window.location.href));
}

function whenRead(then: () => void): void {
  const end = one("[data-end]");
  if (!end) return;
  const watch = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      watch.disconnect();
      then();
    }
  });
  watch.observe(end);
}

function showPage(form: HTMLFormElement, at: number, count: number): void {
  const which = one("[data-which]", form);
  if (which && count > 1) which.textContent = `第 ${at} 页，共 ${count} 页`;
  for (const sheet of all<HTMLImageElement>("[data-sheet]", form)) sheet.hidden = sheet.dataset["sheet"] !== String(at);
  const use = one("[data-use]", form);
  if (use) use.textContent = at < count ? "用这个签名，签下一页" : "用这个签名";
}

function openPad(form: HTMLFormElement): void {
  const read = one<HTMLInputElement>("input[name=read]", form);
  const shut = one<HTMLElement>("[data-shut]", form);
  const box = one<HTMLElement>("[data-pad]", form);
  const again = one<HTMLButtonElement>("[data-again]", form);
  const use = one<HTMLButtonElement>("[data-use]", form);
  if (!read || !shut || !box || !again || !use) return;
  read.value = "1";
  shut.hidden = true;
  box.hidden = false;
  again.disabled = false;
  const pad: Pad = makePad(box);
  pad.onStroke(() => (use.disabled = pad.empty()));
  again.addEventListener("click", () => {
    pad.clear();
    use.disabled = true;
  });
  const count = Number(form.dataset["pages"] ?? "1");
  let at = 1;
  showPage(form, at, count);
  const take = (): void => {
    const strokes = document.createElement("input");
    strokes.type = "hidden";
    strokes.name = "strokes";
    strokes.value = pad.points();
    form.append(strokes);
  };
  use.addEventListener("click", (event) => {
    take();
    if (at < count) {
      event.preventDefault();
      at += 1;
      pad.clear();
      use.disabled = true;
      showPage(form, at, count);
      say(`请签第 ${at} 页`);
    }
  });
  say("签名板已打开");
}

export function startHand(): void {
  if (!one("[data-hand]")) return;
  stay();
  const form = one<HTMLFormElement>("form[data-sign]");
  if (form) whenRead(() => openPad(form));
}
