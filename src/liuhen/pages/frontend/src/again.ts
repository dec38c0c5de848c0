// A page that the browser brings back from its memory ("back") is asked for anew: since then the device may have been handed to a party,
// somebody may have signed out, or the case may have gone on. Safari and Chrome keep pages that were told not to be stored.

export function startAgain(): void {
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.hidden = true;
    window.location.reload();
  });
}
