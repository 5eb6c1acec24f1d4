// What a page can do besides: copy an address or a credit line. Everything works without it.
"use strict";

// browsers lend the clipboard only to pages that came safely
const buttons = navigator.clipboard ? document.querySelectorAll("button[data-copy]") : [];
for (const button of buttons) {
  const said = [...button.childNodes];
  let later;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.done;
    clearTimeout(later);
    later = setTimeout(() => { button.replaceChildren(...said); }, 2000);
  });
}
