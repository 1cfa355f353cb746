// The site at another moment, while it is worked on: a page that has changed is loaded again.
(() => {
  "use strict";
  const { is } = document.currentScript.dataset;
  const mark = document.querySelector("courant-mark");
  // What gets the focus must not lie behind the mark.
  if (mark) document.documentElement.style.scrollPaddingBottom = `${mark.offsetHeight}px`;
  if (!window.EventSource) return;
  const look = async () => {
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    const now = (await answer?.text())?.match(/data-is="(\w+)"/)?.[1];
    if (now && now !== is) location.reload();
  };
  let source;
  const leave = () => { source?.close(); source = undefined; };
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource("/_courant/newsroom/live");
    source.addEventListener("changed", look);
    source.addEventListener("state", look);
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
})();
