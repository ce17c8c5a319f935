// The pane beside the form: the article as the portal itself draws it.
import { follow } from "./watch.js";

/** Show articles in the theme whose stylesheets are given. */
export function registerPreview(CMS, stylesheets) {
  const { createClass, h } = window;
  stylesheets.forEach((address) => CMS.registerPreviewStyle(address));
  CMS.registerPreviewStyle("body { padding: 1rem 4rem 1rem 1rem; } article { max-inline-size: 47.5rem; margin-inline: auto; } .article__tools { display: none; }", { raw: true });
  const Preview = createClass({
    getInitialState: () => ({ html: "" }),
    componentDidMount() {
      this.props.document.documentElement.lang = "vi";
      this.props.document.title = "Xem trước";
      this.stop = follow(({ html }) => this.setState({ html }));
    },
    componentWillUnmount() {
      this.stop();
    },
    render() {
      return h("main", { className: "main", dangerouslySetInnerHTML: { __html: this.state.html } });
    },
  });
  CMS.registerPreviewTemplate("tin-tuc", Preview);
}
