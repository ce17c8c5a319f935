const local = (date) => new Date(date.getTime() + 7 * 3600 * 1000).toISOString().slice(0, 10).replaceAll("-", "/");

export default {
  layout: "article.njk",
  permalink: (data) => `/tin-tuc/${local(data.page.date)}/${data.slug}/`,
};
