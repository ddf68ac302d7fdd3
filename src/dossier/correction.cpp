#include "dossier/correction.h"

#include <algorithm>

#include "base/check.h"

namespace motcua::dossier {
namespace {

json::object& owner_of(json::value& submission, std::string_view field) {
  auto& whole = submission.as_object();
  return field == "content" ? whole : whole.at("applicant").as_object();
}

}  // namespace

const std::vector<std::string_view>& correctable_fields() {
  static const std::vector<std::string_view> fields{"content", "birth_date", "sex",
                                                    "address", "phone",      "email"};
  return fields;
}

bool is_correctable(std::string_view field) {
  const auto& all = correctable_fields();
  return std::find(all.begin(), all.end(), field) != all.end();
}

std::string text_of_field(const Submission& submission, std::string_view field) {
  CHECK(is_correctable(field));
  auto value = http::shape<Submission>().write(submission);
  const auto* found = owner_of(value, field).if_contains(field);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : "";
}

Expected<void> correct(Submission& submission, std::string_view field, std::string_view text) {
  CHECK(is_correctable(field));
  auto value = http::shape<Submission>().write(submission);
  owner_of(value, field)[field] = json::string(text);
  auto read = http::shape<Submission>().read(value);
  if (!read) {
    Problems problems = read.error();
    for (auto& problem : problems) problem.field.clear();
    return refuse(std::move(problems));
  }
  submission = std::move(*read);
  return {};
}

}  // namespace motcua::dossier
