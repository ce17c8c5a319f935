// The controls that differ from Decap's: dates of Viet Nam, pictures and documents from this machine, and text that rich
// editing would harm.
import { seen, upload } from "./api.js";
import { choosePicture } from "./chooser.js";
import { watch } from "./watch.js";

// What Markdown can say and rich editing may not keep: attributes, definitions, raw tags.
const FRAGILE = /\{:[^}\n]*\}|^:[ \t]+\S|<\/?[a-z][^>\n]*>/m;

const WRITTEN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,-]+(\d{1,2})[:hg](\d{2})(?: ?(SA|CH))?)?$/i;
const two = (number) => String(number).padStart(2, "0");

function nowInVietNam() {
  return new Date().toLocaleString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).slice(0, 16).replace(" ", "T");
}

/** Return "2026-03-09T08:15" for "09/03/2026 8:15"; undefined for what is no date of this form. */
export function momentOf(text) {
  const match = WRITTEN.exec(text.trim());
  if (!match) return undefined;
  const [day, month, year] = match.slice(1, 4).map(Number);
  const half = match[6]?.toUpperCase();
  const given = Number(match[4] ?? 0);
  const hour = half ? (given % 12) + (half === "CH" ? 12 : 0) : given;
  const isReal = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month >= 1 && month <= 12;
  const isTime = hour < 24 && Number(match[5] ?? 0) < 60 && !(half && (given < 1 || given > 12));
  return isReal && isTime ? `${year}-${two(month)}-${two(day)}T${two(hour)}:${match[5] ?? "00"}` : undefined;
}

/** Return "09/03/2026 08:15" for "2026-03-09T08:15"; other text as it is. YAML read by Decap gives dates. */
export function shownMoment(given) {
  const value = given instanceof Date ? given.toISOString() : given;
  const match = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d)/.exec(value);
  return match ? `${match[3]}/${match[2]}/${match[1]} ${match[4]}` : value;
}

/** Register our controls; those named as Decap's take their places. Only this machine takes files by itself. */
export function registerControls(CMS, { isLocal }) {
  CMS.registerWidget("moment", moment({ isLocal }));
  const markdown = CMS.getWidget("markdown");
  CMS.registerWidget("markdown", carefulMarkdown(markdown.control), markdown.preview, markdown.schema);
  if (!isLocal) return;
  CMS.registerWidget("image", fileControl({ kind: "anh", accept: "image/*,.heic,.heif", words: PICTURE }));
  CMS.registerWidget("file", fileControl({ kind: "tai-lieu", accept: ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.csv", words: DOCUMENT }));
}

/** A date with the day first, whatever the language of the browser; what is no date is kept, and told at the field. */
function moment({ isLocal }) {
  const { createClass, h } = window;
  return createClass({
    getInitialState() {
      return { text: shownMoment(this.props.value === "{{now}}" ? "" : this.props.value ?? "") };
    },
    // Decap looks at the value only; what is being typed counts too.
    shouldComponentUpdate: () => true,
    componentDidMount() {
      if (isLocal) watch(this.props.getEntry);
      if (this.props.value === "{{now}}") this.set(nowInVietNam());
    },
    set(value) {
      this.setState({ text: shownMoment(value) });
      this.props.onChange(value);
    },
    type(event) {
      const text = event.target.value;
      this.setState({ text });
      this.props.onChange(momentOf(text) ?? text.trim());
    },
    pick(event) {
      const time = /T(\d\d:\d\d)$/.exec(this.props.value)?.[1] ?? "08:00";
      if (event.target.value) this.set(`${event.target.value}T${time}`);
    },
    render() {
      const { classNameWrapper, field, forID, setActiveStyle, setInactiveStyle } = this.props;
      const label = field.get("label");
      return h("div", { className: "mot-hang" },
        h("input", {
          id: forID, className: classNameWrapper, value: this.state.text, placeholder: "ngày/tháng/năm giờ:phút",
          autoComplete: "off", onChange: this.type, onFocus: setActiveStyle, onBlur: setInactiveStyle,
        }),
        h("span", { className: "nut" }, h("span", { "aria-hidden": true }, "Lịch"),
          h("input", {
            type: "date", className: "an", "aria-label": `Chọn «${label}» trên lịch`, onChange: this.pick,
            onClick: (event) => event.target.showPicker?.(),
          })),
        h("button", {
          type: "button", className: "nut", "aria-label": `Đặt «${label}» là bây giờ`, onClick: () => this.set(nowInVietNam()),
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
    constructor(props) {
      super(props);
      if (FRAGILE.test(props.value ?? "")) this.state = { ...this.state, mode: "raw" };
    }
  };
}
