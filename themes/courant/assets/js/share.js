// Buttons that only work with script: copy the link, and the share sheet of the device. They are hidden until here.
for (const button of document.querySelectorAll("[data-copy], [data-share]")) {
  const { copy, share, title, done, failed } = button.dataset;
  if (copy ? !navigator.clipboard : !navigator.share) continue;
  button.closest("li").hidden = false;
  const status = button.closest(".share").querySelector("[role=status]");
  button.addEventListener("click", () => {
    if (share) {
      // Whoever closes the sheet has not made a mistake.
      navigator.share({ title, url: share }).catch(() => {});
      return;
    }
    // Emptied first, so that a second copy is announced too.
    status.textContent = "";
    navigator.clipboard.writeText(copy).then(
      () => (status.textContent = done),
      () => (status.textContent = failed),
    );
  });
}
