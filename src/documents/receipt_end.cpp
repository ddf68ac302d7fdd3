#include "documents/receipt_end.h"

#include <fmt/format.h>

#include "base/message.h"

namespace motcua::documents {
namespace {

constexpr double above = 3;
constexpr double signing_least = 18;
constexpr double signing_most = 28;
constexpr double under_names = 2;
constexpr double foot_gap = 2;

std::string label(std::string_view id) {
  return message(Language::vi, fmt::format("documents.receipt.{}", id));
}

TextStyle centred(double points) { return {points, Align::centre}; }

// Room for the secret's frame, its padding included.
double framed_width(const Paragraph& secret) { return secret.natural_width_mm() + 4; }

std::vector<Run> foot_runs(const ReceiptForm& form) {
  std::vector<Run> runs{{label("foot_scan") + " "}};
  if (!form.tracking_site.empty()) {
    runs.push_back({label("foot_site") + " "});
    runs.push_back({for_print(form.tracking_site), true});
    runs.push_back({", "});
  }
  runs.push_back({label("foot_code") + " "});
  runs.push_back({for_print(form.code), true});
  runs.push_back({" " + label("foot_secret")});
  return runs;
}

}  // namespace

SignatureBlock::Signature SignatureBlock::signature(std::string_view role, const std::string& name,
                                                    double points, double width_mm) {
  return {Paragraph({{label(role), true}}, centred(8.8), width_mm),
          Paragraph({{label("sign_hint"), false, true}}, centred(8.4), width_mm),
          Paragraph::balanced({{for_print(name)}}, centred(points), width_mm)};
}

SignatureBlock::SignatureBlock(const ReceiptForm& form, double points, double width_mm)
    : signatures_{signature("submitter_signs", form.submitter.empty() ? form.owner : form.submitter, points,
                            width_mm / 2 - 3),
                  signature("officer_signs", form.officer, points, width_mm / 2 - 3)},
      heading_mm_(signatures_[0].role.height_mm() + signatures_[0].hint.height_mm()),
      names_mm_(std::max(signatures_[0].name.height_mm(), signatures_[1].name.height_mm())) {}

double SignatureBlock::least_height_mm() const {
  return above + heading_mm_ + signing_least + names_mm_ + under_names;
}

void SignatureBlock::put(PageFlow& flow, double kept_free_mm) const {
  flow.need(least_height_mm() + kept_free_mm);
  flow.skip(above);
  const double spare = flow.room() - kept_free_mm - heading_mm_ - names_mm_ - under_names;
  const double signing = std::clamp(spare, signing_least, signing_most);
  double x = flow.box().left + 1.5;
  for (const Signature& each : signatures_) {
    flow.draw([each, x, y = flow.y(), name_y = flow.y() + heading_mm_ + signing](Sheet& sheet) {
      sheet.text(each.role, x, y);
      sheet.text(each.hint, x, y + each.role.height_mm());
      sheet.text(each.name, x, name_y);
    });
    x += flow.box().width() / 2;
  }
  flow.skip(heading_mm_ + signing + names_mm_ + under_names);
}

TearOffFoot::TearOffFoot(const ReceiptForm& form, double width_mm)
    : secret_({{for_print(form.secret), true}}, {14, Align::left, 0, 2.2}, 60),
      text_(foot_runs(form), {8}, width_mm - framed_width(secret_) - 4) {}

double TearOffFoot::height_mm() const {
  return std::max(text_.height_mm(), secret_.height_mm() + 0.8) + foot_gap;
}

void TearOffFoot::put(PageFlow& flow) const {
  const PageFlow::Box& box = flow.box();
  const double top = box.bottom - height_mm();
  flow.draw([box, top, text = text_, secret = secret_, width = framed_width(secret_)](Sheet& sheet) {
    sheet.line(box.left, top, box.right, top, 0.25, true);
    sheet.text(text, box.left, top + foot_gap);
    sheet.frame(box.right - width, top + foot_gap, width, secret.height_mm() + 0.4, 0.3);
    sheet.text(secret, box.right - width + 2.2, top + foot_gap + 0.2);
  });
}

}  // namespace motcua::documents
