"use strict";

// everything on this site is made here: the server has one empty page and a list of news
const app = document.getElementById("app");
const site = app.dataset.site;

function element(name, text, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

function within(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function day(news) {
  const shown = new Date(news.megjelent).toLocaleDateString("hu-HU", { dateStyle: "long" });
  return element("time", shown, { dateTime: news.megjelent.slice(0, 10) });
}

function frame(...content) {
  const menu = within(
    "nav",
    element("a", "Kezdőlap", { href: "/" }),
    element("a", "Hírek", { href: "/hirek" }),
  );
  const foot = `© 2021 ${site}. A honlap mintaoldal: szervezetei és hírei kitaláltak.`;
  app.replaceChildren(
    within("header", element("strong", site), menu),
    within("main", ...content),
    within("footer", element("p", foot)),
  );
}

function list(all) {
  const cards = all.map((news) => {
    const link = element("a", news.cim, { href: news.ut });
    const card = within("li", within("h3", link), day(news), element("p", news.bekezdesek[0]));
    card.className = "hir";
    return card;
  });
  const shown = within("ul", ...cards);
  shown.className = "hirek";
  frame(element("h1", "Hírek"), shown);
}

function article(news) {
  document.title = `${news.cim} – ${site}`;
  const paragraphs = news.bekezdesek.map((text) => element("p", text));
  frame(within("article", element("h1", news.cim), day(news), ...paragraphs));
}

function front(all) {
  const latest = within("p", element("a", all[0].cim, { href: all[0].ut }));
  frame(element("h1", "Napelemek, tárolók, közös tudás"), element("p", "Legfrissebb hírünk:"), latest);
}

fetch("/api/hirek.json")
  .then((answer) => answer.json())
  .then((all) => {
    const news = all.find((one) => one.ut === location.pathname);
    if (news) article(news);
    else if (location.pathname === "/hirek") list(all);
    else if (location.pathname === "/") front(all);
    else frame(element("h1", "Nincs ilyen oldal"));
  });
