// The controls that differ from Decap's: dates of Viet Nam, pictures and documents from this machine, and text that rich
// editing would harm.
import { seen, upload } from "./api.js";
import { choosePicture } from "./chooser.js";
import { watch } from "./watch.js";

// What Markdown can say and rich editing cannot keep: footnotes, attributes, definitions, raw tags.
const FRAGILE = /\[\^[^\]\n]+\]|^[ \t]*\{:|\{:[^}\n]*\}|^:[ \t]+\S|<\/?[a-z][^>\n]*>/m;

function nowInVietNam() {
  return new Date().toLocaleString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).slice(0, 16).replace(" ", "T");
}

/** Register our controls under Decap's names, so that it knows what kind of value they hold. */
export function registerControls(CMS) {
  CMS.registerWidget("datetime", moment());
  CMS.registerWidget("image", fileControl({ kind: "anh", accept: "image/*,.heic,.heif", words: PICTURE }));
  CMS.registerWidget("file", fileControl({ kind: "tai-lieu", accept: ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.csv", words: DOCUMENT }));
  const markdown = CMS.getWidget("markdown");
  CMS.registerWidget("markdown", carefulMarkdown(markdown.control), markdown.preview, markdown.schema);
}

function moment() {
  const { createClass, h } = window;
  return createClass({
    componentDidMount() {
      watch(this.props.getEntry);
      if (this.props.value === "{{now}}") this.props.onChange(nowInVietNam());
    },
    render() {
      const { classNameWrapper, field, forID, onChange, setActiveStyle, setInactiveStyle, value } = this.props;
      return h("div", { className: "mot-hang" },
        h("input", {
          id: forID, type: "datetime-local", className: classNameWrapper, value: value && value !== "{{now}}" ? value : "",
          onChange: (event) => onChange(event.target.value), onFocus: setActiveStyle, onBlur: setInactiveStyle,
        }),
        h("button", {
          type: "button", className: "nut", "aria-label": `Đặt «${field.get("label")}» là bây giờ`,
          onClick: () => onChange(nowInVietNam()),
        }, "Bây giờ"));
    },
  });
}

const PICTURE = { send: "Tải ảnh lên", change: "Tải ảnh khác lên", remove: "Bỏ ảnh", busy: "Đang tải ảnh lên…" };
const DOCUMENT = { send: "Tải tài liệu lên", change: "Tải tài liệu khác lên", remove: "Bỏ tài liệu", busy: "Đang tải lên…" };

function fileControl({ kind, accept, words }) {
  const { createClass, h } = window;
  return createClass({
    getInitialState: () => ({ told: "", isBusy: false }),
    // Decap looks at the value only; our own state counts too.
    shouldComponentUpdate: () => true,
    async take(event) {
      const [file] = event.target.files;
      event.target.value = "";
      if (!file) return;
      this.setState({ isBusy: true, told: words.busy });
      try {
        this.props.onChange(await upload(kind, file));
        this.setState({ isBusy: false, told: "" });
      } catch (refusal) {
        this.setState({ isBusy: false, told: String(refusal) });
      }
    },
    async choose() {
      const address = await choosePicture();
      if (address) this.props.onChange(address);
    },
    render() {
      const { classNameWrapper, field, forID, onChange, value } = this.props;
      const { isBusy, told } = this.state;
      const label = field.get("label");
      return h("div", { className: `${classNameWrapper} tep` },
        value && kind === "anh" && h("img", { src: seen(value, true), alt: `${label} đang chọn` }),
        value && h("span", { className: "ten-tep" }, value.split("/").pop()),
        h("span", { className: "cac-nut" },
          h("label", { className: "nut" }, value ? words.change : words.send,
            h("input", { id: forID, type: "file", accept, className: "an", disabled: isBusy, onChange: this.take })),
          kind === "anh" && h("button", { type: "button", className: "nut", onClick: this.choose }, "Chọn ảnh đã có"),
          value && h("button", { type: "button", className: "nut", onClick: () => onChange("") }, words.remove)),
        h("span", { className: "loi-tep", role: "status" }, told));
    },
  });
}

/** Open text that rich editing would harm as Markdown. */
function carefulMarkdown(Markdown) {
  return class CarefulMarkdown extends Markdown {
    getAllowedModes = () => {
      this.isFragile ??= FRAGILE.test(this.props.value ?? "");
      return this.isFragile ? ["raw"] : ["rich_text", "raw"];
    };
  };
}
