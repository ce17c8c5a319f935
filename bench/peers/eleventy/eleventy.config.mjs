// The peer as its own handbook has it: Nunjucks layouts, collections, pagination. What every page shares is made once.

const PER_PAGE = 20;
const IN_FEED = 50;
const SITE = { title: "Cổng đo tốc độ", url: "https://lacgiang.example" };
const CATEGORIES = [
  "Cải cách hành chính", "Chuyển đổi số", "Thủ tục hành chính", "Chỉ đạo điều hành", "Văn bản chính sách",
  "Đời sống xã phường", "Kinh tế", "Văn hóa giáo dục",
];

const plain = (text) =>
  text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-");
const inVietNam = (date) => new Date(date.getTime() + 7 * 3600 * 1000).toISOString();
const iso = (date) => `${inVietNam(date).slice(0, 19)}+07:00`;
const day = (date) => inVietNam(date).slice(0, 10).split("-").reverse().join("/");
const moment = (date) => `${day(date)} ${inVietNam(date).slice(11, 16)}`;
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Return the lists of the site: all articles, then each category and tag, newest first. */
function lists(news) {
  const groups = new Map();
  for (const item of news) {
    for (const [kind, name] of [["chuyen-muc", item.data.category], ...item.data.tags.map((tag) => ["chu-de", tag])]) {
      const key = `${kind}/${plain(name)}`;
      if (!groups.has(key)) groups.set(key, { kind, name, url: `/${key}/`, feed: `/feeds/${key}.rss.xml`, items: [] });
      groups.get(key).items.push(item);
    }
  }
  const all = { kind: "tin-tuc", name: "Tin mới", url: "/tin-tuc/", feed: "/feeds/tat-ca.rss.xml", items: news };
  return [all, ...groups.values()];
}

function pages(list) {
  const total = Math.ceil(list.items.length / PER_PAGE);
  const url = (number) => (number === 1 ? list.url : `${list.url}trang/${number}/`);
  return Array.from({ length: total }, (_, index) => ({
    name: list.name,
    number: index + 1,
    total,
    url: url(index + 1),
    newer: index > 0 ? url(index) : "",
    older: index + 1 < total ? url(index + 2) : "",
    items: list.items.slice(index * PER_PAGE, (index + 1) * PER_PAGE),
  }));
}

function newest(news) {
  const rows = news.slice(0, 15).map(
    (item) =>
      `<li><a href="${item.url}">${escaped(item.data.title)}</a> <time datetime="${iso(item.date)}">(${moment(item.date)})</time></li>`,
  );
  return `<section class="newest">\n<h2>Tin mới nhất</h2>\n<ul>\n${rows.join("\n")}\n</ul>\n</section>`;
}

export default function (config) {
  config.setQuietMode(true);
  config.addGlobalData("site", SITE);
  config.addGlobalData("categories", CATEGORIES.map((name) => ({ name, url: `/chuyen-muc/${plain(name)}/` })));
  for (const [name, filter] of Object.entries({ plain, iso, day, moment })) config.addFilter(name, filter);
  config.addFilter("rfc822", (date) => date.toUTCString());
  config.addFilter("first", (items, count) => items.slice(0, count));

  let known = null;
  config.on("eleventy.before", () => {
    known = null;
  });
  const news = (api) => (known ??= api.getFilteredByGlob("content/tin-tuc/*.md").reverse());
  config.addCollection("news", news);
  config.addCollection("lists", (api) => lists(news(api)));
  config.addCollection("pages", (api) => lists(news(api)).flatMap(pages));
  config.addCollection("feeds", (api) =>
    lists(news(api)).map((list) => ({ ...list, items: list.items.slice(0, IN_FEED) })),
  );

  // The sidebar's HTML is made once a build, as Hugo's partialCached does.
  let sidebar = null;
  config.on("eleventy.before", () => {
    sidebar = null;
  });
  config.addShortcode("newest", (items) => (sidebar ??= newest(items)));

  return {
    dir: { input: "content", includes: "../_includes", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
