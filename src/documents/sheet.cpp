#include "documents/sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <stdexcept>

#include "base/check.h"
#include "base/text.h"

namespace motcua::documents {
namespace {

constexpr double points_per_mm = 72.0 / 25.4;

// Loading fonts costs a hundred times more than setting a page, so each thread keeps its own font map;
// Pango's objects are not to be shared by threads.
struct Fonts {
  PangoFontMap* map = pango_cairo_font_map_new();
  PangoContext* context = pango_font_map_create_context(map);
  Fonts() {
    // 72 makes Pango's points the points of a PDF.
    pango_cairo_context_set_resolution(context, 72);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_language(context, pango_language_from_string("vi"));
    pango_context_set_round_glyph_positions(context, FALSE);
  }
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;
  ~Fonts() {
    g_object_unref(context);
    g_object_unref(map);
  }
};

PangoContext* thread_context() {
  thread_local Fonts fonts;
  return fonts.context;
}

double to_points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

void add(PangoAttrList* list, PangoAttribute* attribute, std::size_t start, std::size_t end) {
  attribute->start_index = static_cast<guint>(start);
  attribute->end_index = static_cast<guint>(end);
  pango_attr_list_insert(list, attribute);
}

std::string set_runs(PangoLayout* layout, const std::vector<Run>& runs, const TextStyle& style) {
  std::string text;
  PangoAttrList* attributes = pango_attr_list_new();
  for (const Run& run : runs) {
    const std::size_t start = text.size();
    text += run.text;
    if (run.bold) add(attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, text.size());
    if (run.italic) add(attributes, pango_attr_style_new(PANGO_STYLE_ITALIC), start, text.size());
  }
  if (style.spacing_points > 0) {
    add(attributes, pango_attr_letter_spacing_new(pango_units_from_double(style.spacing_points)), 0,
        text.size());
  }
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
  return text;
}

PangoAlignment pango_alignment(Align align) {
  switch (align) {
    case Align::left:
      return PANGO_ALIGN_LEFT;
    case Align::centre:
      return PANGO_ALIGN_CENTER;
    case Align::right:
      return PANGO_ALIGN_RIGHT;
  }
  return PANGO_ALIGN_LEFT;
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  auto* bytes = static_cast<Bytes*>(closure);
  bytes->insert(bytes->end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string for_print(const std::string& text) {
  CHECK(valid_utf8(text));
  return tidy(text);
}

Paragraph::Paragraph(const std::vector<Run>& runs, const TextStyle& style, double width_mm)
    : layout_(pango_layout_new(thread_context()), g_object_unref) {
  auto* layout = static_cast<PangoLayout*>(layout_.get());
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, style.sans ? "Noto Sans, sans" : "Noto Serif, serif");
  pango_font_description_set_size(font, pango_units_from_double(style.points));
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  const std::string text = set_runs(layout, runs, style);
  CHECK(valid_utf8(text));
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  pango_layout_set_width(layout, pango_units_from_double(width_mm * points_per_mm));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout, pango_alignment(style.align));
  if (style.hanging_mm > 0) {
    pango_layout_set_indent(layout, -pango_units_from_double(style.hanging_mm * points_per_mm));
  }
  PangoLayoutIter* iter = pango_layout_get_iter(layout);
  do {
    PangoRectangle box;
    pango_layout_iter_get_line_extents(iter, nullptr, &box);
    lines_.push_back({to_points(box.x), to_points(box.y), to_points(box.y + box.height),
                      to_points(pango_layout_iter_get_baseline(iter))});
    natural_width_mm_ = std::max(natural_width_mm_, to_points(box.width) / points_per_mm);
  } while (pango_layout_iter_next_line(iter) != 0);
  pango_layout_iter_free(iter);
}

Paragraph Paragraph::balanced(const std::vector<Run>& runs, const TextStyle& style, double width_mm) {
  Paragraph best(runs, style, width_mm);
  if (best.lines() == 1) return best;
  constexpr double step = 3;
  for (double width = width_mm - step; width > width_mm / 2; width -= step) {
    Paragraph narrower(runs, style, width);
    if (narrower.lines() > best.lines()) break;
    for (Line& line : narrower.lines_) line.x += (width_mm - width) / 2 * points_per_mm;
    best = std::move(narrower);
  }
  return best;
}

double Paragraph::height_mm(std::size_t first, std::size_t end) const {
  CHECK(first <= end && end <= lines_.size());
  if (first == end) return 0;
  return (lines_[end - 1].bottom - lines_[first].top) / points_per_mm;
}

struct Sheet::State {
  Bytes bytes;
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  ~State() {
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
  }
};

Sheet::Sheet(double width_mm, double height_mm, const std::string& title, Instant created)
    : state_(std::make_unique<State>()) {
  state_->surface = cairo_pdf_surface_create_for_stream(append, &state_->bytes, width_mm * points_per_mm,
                                                        height_mm * points_per_mm);
  state_->cairo = cairo_create(state_->surface);
  const std::string date = format_iso(std::chrono::floor<std::chrono::seconds>(created));
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
  set_origin(0, 0);
}

Sheet::~Sheet() = default;

void Sheet::set_origin(double x_mm, double y_mm) {
  cairo_identity_matrix(state_->cairo);
  cairo_translate(state_->cairo, x_mm * points_per_mm, y_mm * points_per_mm);
}

void Sheet::text(const Paragraph& paragraph, double x_mm, double y_mm) {
  text(paragraph, x_mm, y_mm, 0, paragraph.lines());
}

void Sheet::text(const Paragraph& paragraph, double x_mm, double y_mm, std::size_t first, std::size_t end) {
  CHECK(first <= end && end <= paragraph.lines());
  auto* layout = static_cast<PangoLayout*>(paragraph.layout_.get());
  for (std::size_t i = first; i < end; ++i) {
    const Paragraph::Line& line = paragraph.lines_[i];
    cairo_move_to(state_->cairo, x_mm * points_per_mm + line.x,
                  y_mm * points_per_mm + line.baseline - paragraph.lines_[first].top);
    pango_cairo_show_layout_line(state_->cairo, pango_layout_get_line_readonly(layout, static_cast<int>(i)));
  }
}

void Sheet::line(double x1_mm, double y1_mm, double x2_mm, double y2_mm, double width_mm, bool dashed) {
  cairo_t* cairo = state_->cairo;
  const std::array<double, 2> pattern{1.2 * points_per_mm, 0.7 * points_per_mm};
  cairo_set_dash(cairo, pattern.data(), dashed ? 2 : 0, 0);
  cairo_set_line_width(cairo, width_mm * points_per_mm);
  cairo_move_to(cairo, x1_mm * points_per_mm, y1_mm * points_per_mm);
  cairo_line_to(cairo, x2_mm * points_per_mm, y2_mm * points_per_mm);
  cairo_stroke(cairo);
}

void Sheet::frame(double x_mm, double y_mm, double width_mm, double height_mm, double line_mm) {
  cairo_t* cairo = state_->cairo;
  cairo_set_dash(cairo, nullptr, 0, 0);
  cairo_set_line_width(cairo, line_mm * points_per_mm);
  cairo_rectangle(cairo, x_mm * points_per_mm, y_mm * points_per_mm, width_mm * points_per_mm,
                  height_mm * points_per_mm);
  cairo_stroke(cairo);
}

void Sheet::qr(const QrCode& code, double x_mm, double y_mm, double side_mm) {
  const double module = side_mm * points_per_mm / code.size;
  // Rows reach a hair into the next one: without it some viewers show white seams.
  const double overlap = module * 0.02;
  for (int row = 0; row < code.size; ++row) {
    for (int start = 0; start < code.size; ++start) {
      if (!code.is_dark(row, start)) continue;
      int end = start;
      while (end < code.size && code.is_dark(row, end)) ++end;
      cairo_rectangle(state_->cairo, x_mm * points_per_mm + start * module,
                      y_mm * points_per_mm + row * module, (end - start) * module, module + overlap);
      start = end;
    }
  }
  cairo_fill(state_->cairo);
}

namespace {

struct Shade {
  double red, green, blue;
};
Shade shade_of(Ink ink) {
  switch (ink) {
    case Ink::black:
      return {0, 0, 0};
    case Ink::indigo:
      return {0.122, 0.188, 0.388};
    case Ink::grey:
      return {0.235, 0.263, 0.345};
    case Ink::turmeric:
      return {0.941, 0.784, 0.525};
    case Ink::cloth:
      return {0.953, 0.941, 0.914};
    case Ink::white:
      return {1, 1, 1};
  }
  CHECK(false);
}

void trace(cairo_t* cairo, const std::string& path) {
  for (const auto& [kind, at] : outline(path)) {
    switch (kind) {
      case Segment::Kind::move:
        cairo_move_to(cairo, at[0], at[1]);
        break;
      case Segment::Kind::line:
        cairo_line_to(cairo, at[0], at[1]);
        break;
      case Segment::Kind::curve:
        cairo_curve_to(cairo, at[0], at[1], at[2], at[3], at[4], at[5]);
        break;
      case Segment::Kind::close:
        cairo_close_path(cairo);
        break;
    }
  }
}

}  // namespace

void Sheet::set_ink(Ink ink) {
  const auto [red, green, blue] = shade_of(ink);
  cairo_set_source_rgb(state_->cairo, red, green, blue);
}

void Sheet::box(double x_mm, double y_mm, double width_mm, double height_mm) {
  cairo_rectangle(state_->cairo, x_mm * points_per_mm, y_mm * points_per_mm, width_mm * points_per_mm,
                  height_mm * points_per_mm);
  cairo_fill(state_->cairo);
}

void Sheet::picture(const Picture& picture, double x_mm, double y_mm, double side_mm) {
  constexpr double grid = 48, stroke = 2.2;
  cairo_t* cairo = state_->cairo;
  cairo_save(cairo);
  cairo_translate(cairo, x_mm * points_per_mm, y_mm * points_per_mm);
  cairo_scale(cairo, side_mm * points_per_mm / grid, side_mm * points_per_mm / grid);
  cairo_set_dash(cairo, nullptr, 0, 0);
  cairo_set_line_width(cairo, stroke);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  const auto [red, green, blue] = shade_of(Ink::turmeric);
  for (const auto& part : picture) {
    if (part.filled) {
      cairo_save(cairo);
      cairo_set_source_rgb(cairo, red, green, blue);
      trace(cairo, part.path);
      cairo_fill(cairo);
      cairo_restore(cairo);
    }
    trace(cairo, part.path);
    cairo_stroke(cairo);
  }
  cairo_restore(cairo);
}

void Sheet::end_page() { cairo_show_page(state_->cairo); }

Bytes Sheet::finish() {
  cairo_surface_finish(state_->surface);
  const cairo_status_t status = cairo_surface_status(state_->surface);
  const cairo_status_t drawn = cairo_status(state_->cairo);
  for (const cairo_status_t each : {status, drawn}) {
    if (each != CAIRO_STATUS_SUCCESS && each != CAIRO_STATUS_SURFACE_FINISHED) {
      throw std::runtime_error(std::string("drawing a form failed: ") + cairo_status_to_string(each));
    }
  }
  return std::move(state_->bytes);
}

}  // namespace motcua::documents
